import type { FieldNode, GraphQLField } from "graphql";
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../../content/paging/page.ts";
import { costOfField, givenTo } from "./argument-points.ts";
import type { OperationValues } from "./operation-values.ts";
import type { Times } from "./points.ts";

const PAGING = ["first", "last"];

/**
 * How many items a field's arguments ask for, 0 to 100; its declared items, undefined without, when none of its
 * arguments says how many.
 */
export function pageSizeOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  values: OperationValues,
): Times | undefined {
  const { sizedBy, items } = costOfField(definition);
  const sizing = definition.args.filter(({ name }) =>
    sizedBy === undefined ? PAGING.includes(name) : name === sizedBy,
  );
  if (sizing.length === 0) return items;
  const unsaid = items ?? DEFAULT_PAGE_SIZE;
  const given = sizing.map(({ name }) => givenTo(name, { definition, node, values }));
  const fixed = given.flatMap((one) => ("fixed" in one ? [one.fixed] : []));
  const by = given.flatMap((one) => ("by" in one ? [one.by] : []));
  if (by.length === 0) return largest(fixed, unsaid);
  return (variables) => largest([...fixed, ...by.map((one) => one(variables))], unsaid);
}

/** Of sizes that exclude each other the larger one; execution refuses them. */
function largest(values: readonly unknown[], unsaid: number): number {
  const sizes = values.flatMap((value) => {
    if (typeof value === "number") return [value];
    if (value === null || value === undefined) return [];
    // Input coercion makes a list of one of anything else.
    return [Array.isArray(value) ? value.length : 1];
  });
  return sizes.length === 0 ? unsaid : Math.min(Math.max(0, ...sizes), MAX_PAGE_SIZE);
}
