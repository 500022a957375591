import type { Row } from "./source.ts";

/** What a row brought along of a relation without arguments; relations to one row always come with it. */
export function ahead(row: object, relation: string): unknown {
  return (row as Row)[`${relation}:{}`];
}
