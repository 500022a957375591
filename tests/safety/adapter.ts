/*
 * What these tests ask of the gateway beyond what a newsroom had before it kept source and desk apart: in one place, as
 * its names are younger than the tests.
 */

/** What holds a story back, in the desk's view. */
export const VISIBILITY = "visibility { isPublic because { by until } }";

export interface Visibility {
  isPublic: boolean;
  because: { by: string; until: string | null }[];
}

/** Who holds it. */
export const BY = { source: "SOURCE", desk: "DESK" } as const;

/** What the source has that is newer than what the desk wrote, in the desk's view. */
export const PENDING = "pendingFromSource { field value }";

/** Takes the fields named from the source and leaves the others as they are. */
export const settle = (id: string, take: readonly string[]) =>
  `settleFromSource(id: "${id}", take: ${JSON.stringify(take)})`;
