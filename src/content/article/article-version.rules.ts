import { isDeepStrictEqual } from "node:util";
import { PLACEMENTS } from "../../database/vocabulary.ts";
import type { ArticleDraft, ImageDraft, RelatedDraft } from "./article.draft.ts";

/** The fields of Article that show a part of the draft; a source's own version and time are no change of the story. */
const FIELDS: { readonly [Part in keyof ArticleDraft]-?: string | null } = {
  uri: null,
  version: null,
  updatedAt: null,
  slug: "slug",
  formerSlugs: null,
  headline: "headline",
  kicker: "kicker",
  standfirst: "standfirst",
  dateline: "dateline",
  byline: "byline",
  language: "language",
  status: "status",
  representation: "representation",
  publishedAt: "published",
  embargoedUntil: "embargoedUntil",
  urgency: "urgency",
  copyrightHolder: "rights",
  copyrightNotice: "rights",
  usageTerms: "rights",
  isSyndicatable: "rights",
  translationKey: "localizations",
  section: "section",
  contributors: "contributors",
  tags: "tags",
  // The body shows its pictures; the lead picture's own details change with them.
  images: "body",
  leadImage: "leadImage",
  body: "body",
  related: "related",
};

/** A draft as a version keeps it, parsed again. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** Parts that say the same in several ways, as far as they are compared. */
const COMPARED: Partial<Record<string, (part: unknown) => unknown>> = {
  // Of the other story an edge has its address only; the source tells more until it is known.
  related: (edges) =>
    (edges as RelatedDraft[])
      .map(({ target, origin = "IMPORT", ...edge }) => ({ ...edge, origin, target: target.uri }))
      .toSorted((one, other) => PLACEMENTS.indexOf(one.placement) - PLACEMENTS.indexOf(other.placement)),
  images: (images) => (images as ImageDraft[]).toSorted((one, other) => (one.url < other.url ? -1 : 1)),
};

const compared = (part: string, value: unknown) => (value === undefined ? value : (COMPARED[part]?.(value) ?? value));

/** Whether a part of two drafts says the same once stored. */
export const isSamePart = (part: keyof ArticleDraft, one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(compared(part, stored(one)), compared(part, stored(other)));

/** Whether two versions have the same edges but for those that lead to the articles of some URIs. */
export function areSameEdgesBut(uris: ReadonlySet<string>, before: Snapshot, after: Snapshot): boolean {
  const [one, other] = [before, after].map((snapshot) =>
    (compared("related", snapshot["related"]) as { target: string }[]).filter(({ target }) => !uris.has(target)),
  );
  return isDeepStrictEqual(one, other);
}

/** The addresses that a version's edges lead to. */
export const targetsOf = ({ related }: Snapshot): string[] =>
  (related as RelatedDraft[]).map(({ target }) => target.uri);

/** A part of a draft, or all of it, as it is stored. */
export const stored = (value: unknown): unknown => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

/** Names of fields of Article, each once, in the order of the draft's parts. */
export function changedFields(before: Snapshot, after: Snapshot): string[] {
  const changed = Object.entries(FIELDS).flatMap(([part, field]) =>
    field === null || isDeepStrictEqual(compared(part, before[part]), compared(part, after[part])) ? [] : [field],
  );
  return [...new Set(changed)];
}
