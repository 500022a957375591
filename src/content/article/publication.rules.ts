import type { ArticleStatus, DeskStatus, SourceStatus } from "../../database/vocabulary.ts";

/*
 * A story has two authors. What its source says and what the desk says are facts of their own, and readers see the story
 * where both allow it. Neither lifts what the other holds back; a kill by either is final. The desk's date replaces the
 * source's.
 */

/** What source and desk say of a story. */
export interface Facts {
  /** Null: no source has sent it. */
  readonly sourceStatus: SourceStatus | null;
  readonly sourcePublishedAt: Date | null;
  readonly sourceEmbargoedUntil: Date | null;
  /** Null: the desk leaves it to the source. */
  readonly deskStatus: DeskStatus | null;
  readonly deskPublishedAt: Date | null;
  readonly deskEmbargoedUntil: Date | null;
  /** From when readers saw it first; null: they have not. */
  readonly seenAt: Date | null;
}

/** What readers go by. */
export interface Publication {
  readonly status: ArticleStatus;
  readonly publishedAt: Date | null;
  readonly embargoedUntil: Date | null;
}

export const NO_FACTS: Facts = {
  sourceStatus: null,
  sourcePublishedAt: null,
  sourceEmbargoedUntil: null,
  deskStatus: null,
  deskPublishedAt: null,
  deskEmbargoedUntil: null,
  seenAt: null,
};

export const NOT_PUBLISHED: Publication = { status: "DRAFT", publishedAt: null, embargoedUntil: null };

/**
 * What readers go by, given both authors.
 *
 * @param first when the story was published first, as it is held: once readers saw it, this does not move, and a date
 * that is still to come then holds the story back like an embargo
 */
export function publicationOf(facts: Facts, first: Date | null, now: Date): Publication {
  const date = facts.deskPublishedAt ?? facts.sourcePublishedAt;
  const publishedAt = facts.seenAt ? (first ?? date) : date;
  const returnsAt = facts.seenAt && isLater(date, publishedAt) && isLater(date, now) ? date : null;
  return {
    status: statusOf(facts),
    publishedAt,
    embargoedUntil: latest(facts.sourceEmbargoedUntil, facts.deskEmbargoedUntil, returnsAt),
  };
}

const SOURCE_HOLDS: ReadonlySet<SourceStatus | null> = new Set(["WITHHELD"]);
const DESK_HOLDS: ReadonlySet<DeskStatus | null> = new Set(["PENDING", "DRAFT", "UNPUBLISHED"]);

function statusOf({ sourceStatus, deskStatus }: Facts): ArticleStatus {
  if (sourceStatus === "CANCELED" || deskStatus === "WITHDRAWN") return "WITHDRAWN";
  if (SOURCE_HOLDS.has(sourceStatus) || DESK_HOLDS.has(deskStatus)) return "DRAFT";
  return sourceStatus === null && deskStatus === null ? "DRAFT" : "PUBLISHED";
}

/** From when readers see it; null: not as it stands. */
export function shownFrom({ status, publishedAt, embargoedUntil }: Publication): Date | null {
  return status === "PUBLISHED" && publishedAt ? latest(publishedAt, embargoedUntil) : null;
}

/** Whether readers go by the same. */
export const isSamePublication = (one: Publication, other: Publication): boolean =>
  one.status === other.status &&
  one.publishedAt?.valueOf() === other.publishedAt?.valueOf() &&
  one.embargoedUntil?.valueOf() === other.embargoedUntil?.valueOf();

export const isShown = (publication: Publication, now: Date): boolean => {
  const from = shownFrom(publication);
  return from !== null && from <= now;
};

export const isLater = (one: Date | null | undefined, other: Date | null | undefined): boolean =>
  one != null && (other == null || one > other);

/** The latest of those that are there. */
export const latest = (...instants: readonly (Date | null | undefined)[]): Date | null => {
  let last: Date | null = null;
  for (const instant of instants) if (instant && isLater(instant, last)) last = instant;
  return last;
};
