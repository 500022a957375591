import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from "graphql";
import type { Answers } from "../graphql/leak/seen.ts";
import type { Way } from "../graphql/leak/ways.ts";

/** Types whose fields are asked for in a query: those of what mutations answer are not. */
export function readTypes(schema: GraphQLSchema, ways: readonly Way[]): GraphQLObjectType[] {
  const asked = new Set(ways.map(({ field }) => field.split(".")[0]));
  const faced = ways.map(({ operation }) => operation).join("\n");
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => asked.has(name) || faced.includes(`${name}_`));
}

/** What fields were answered, as JSON, by their coordinates: « Article.headline ». */
export function saidByFields(ways: readonly Way[], found: Answers): Map<string, Set<string>> {
  const said = new Map<string, Set<string>>();
  const add = (field: string, value: unknown) =>
    said.set(field, (said.get(field) ?? new Set()).add(JSON.stringify(value)));
  for (const { name, field } of ways) {
    const answer = JSON.parse(found.get(name) ?? "null") as unknown;
    addAliased(answer, add);
    for (const value of valuesAt([answer], name.split(" > ").map(nameOfStep))) add(field, value);
  }
  return said;
}

/** « Query.node(id: "…"): Article » is a step by the field `node`. */
const nameOfStep = (step: string): string => /\.(\w+)/.exec(step)?.[1] ?? "";

function valuesAt(objects: readonly unknown[], [step, ...steps]: readonly string[]): unknown[] {
  if (step === undefined) return [...objects];
  const values = objects.flat(Infinity).flatMap((one) => (isRecord(one) && step in one ? [one[step]] : []));
  return valuesAt(values, steps);
}

/** Leaves are asked under the name of their type and their own: see ways.ts. */
function addAliased(value: unknown, add: (field: string, value: unknown) => void): void {
  if (Array.isArray(value)) for (const one of value) addAliased(one, add);
  if (!isRecord(value)) return;
  for (const [key, one] of Object.entries(value)) {
    const [, type, field] = /^([A-Z]\w*?)_(\w+)$/.exec(key) ?? [];
    if (type !== undefined && field !== undefined) add(`${type}.${field}`, one);
    addAliased(one, add);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
