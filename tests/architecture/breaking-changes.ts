import { buildSchema, findBreakingChanges } from "graphql";

/** A contract as it stood at one time: the texts of `schema.graphql` and of its `CHANGELOG.md`. */
export interface Contract {
  readonly schema: string;
  readonly changelog: string;
}

/**
 * What breaks clients of `before` in `after`, one sentence each; empty when nothing does or when the changelog has a
 * line marked BREAKING that it did not have before. Changes that graphql-js calls merely dangerous are fine.
 */
export function unannouncedBreaks(before: Contract, after: Contract): string[] {
  const breaks = findBreakingChanges(buildSchema(before.schema), buildSchema(after.schema));
  if (hasNewBreakingLine(before.changelog, after.changelog)) return [];
  return breaks.map(({ description }) => description);
}

function hasNewBreakingLine(before: string, after: string): boolean {
  const known = new Set(breakingLines(before));
  return breakingLines(after).some((line) => !known.has(line));
}

/** Entries only: the changelog's own introduction speaks of BREAKING too. */
function breakingLines(changelog: string): string[] {
  return changelog.split("\n").filter((line) => /^\s*[-*] .*\bBREAKING\b/.test(line));
}
