import type { Row } from "./source.ts";

/** What a row brought along of a relation without arguments; relations to one row always come with it. */
export function ahead<Value>(row: object, relation: string): Value {
  return (row as Row)[`${relation}:{}`] as Value;
}
