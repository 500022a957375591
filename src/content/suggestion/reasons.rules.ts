/** Why one story is suggested beside another. */
export const REASON_CODES = [
  "SHARED_TAG",
  "SHARED_STORYLINE",
  "SHARED_SECTION",
  "SHARED_CONTRIBUTOR",
  "TEXT_SIMILARITY",
  "RECENCY",
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

/** The points of each reason, as a suggestion's row has them, and the names of what is shared. */
export interface SharedRow {
  text: number;
  tags: number;
  storyline: number;
  contributor: number;
  section: number;
  recency: number;
  tagNames: string[] | null;
  storylineTitle: string | null;
  contributorName: string | null;
  sectionName: string | null;
}

export interface Reason {
  readonly code: ReasonCode;
  readonly names: readonly string[];
  /** Its part of the score, 0 to 1. */
  readonly weight: number;
}

const POINTS = 10_000;

/** What a suggestion is made for, the weightiest first; weights add up to its score. */
export function reasonsOf(row: SharedRow): Reason[] {
  const reasons: [code: ReasonCode, points: number, names: readonly (string | null)[]][] = [
    ["SHARED_TAG", row.tags, row.tagNames ?? []],
    ["SHARED_STORYLINE", row.storyline, [row.storylineTitle]],
    ["SHARED_SECTION", row.section, [row.sectionName]],
    ["SHARED_CONTRIBUTOR", row.contributor, [row.contributorName]],
    ["TEXT_SIMILARITY", row.text, []],
    ["RECENCY", row.recency, []],
  ];
  return reasons
    .filter(([, points]) => points > 0)
    .toSorted(([, one], [, other]) => other - one)
    .map(([code, points, names]) => ({
      code,
      names: names.filter((name) => name !== null),
      weight: points / POINTS,
    }));
}
