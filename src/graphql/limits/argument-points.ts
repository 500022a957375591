import type { FieldNode, GraphQLField } from "graphql";
import { searchTerms } from "../../content/search/search-text.rules.ts";
import type { FieldCost } from "../shared/costs.ts";
import type { Given, OperationValues } from "./operation-values.ts";
import type { Times } from "./points.ts";

/** How many words a field's arguments have searched; undefined for a field that searches none of its own. */
export function wordsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  values: OperationValues,
): Times | undefined {
  const { words } = costOfField(definition);
  if (words === undefined) return undefined;
  return byValue(givenTo(words, { definition, node, values }), wordsIn);
}

const wordsIn = (query: unknown) => (typeof query === "string" ? searchTerms(query).length : 0);

/** What a field's arguments add to its price, by their values. */
export function argumentPoints(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  values: OperationValues,
): Times {
  const amounts = Object.entries(costOfField(definition).byValue ?? {}).map(([name, pointsFor]) =>
    byValue(givenTo(name, { definition, node, values }), pointsFor),
  );
  const fixed = amounts.reduce((sum: number, amount) => (typeof amount === "number" ? sum + amount : sum), 0);
  const undecided = amounts.filter((amount) => typeof amount === "function");
  return undecided.length === 0
    ? fixed
    : (variables) => undecided.reduce((sum, amount) => sum + amount(variables), fixed);
}

const byValue = (given: Given, pointsFor: (value: unknown) => number): Times =>
  "fixed" in given ? pointsFor(given.fixed) : (variables) => pointsFor(given.by(variables));

interface Call {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly values: OperationValues;
}

/** What an argument is given, or its default. */
export function givenTo(name: string, { definition, node, values }: Call): Given {
  const defaultValue = definition.args.find((one) => one.name === name)?.defaultValue;
  const argument = node.arguments?.find((one) => one.name.value === name);
  if (argument === undefined) return { fixed: defaultValue };
  const value = values.given(argument.value);
  if ("fixed" in value || defaultValue === undefined) return value;
  return {
    by: (variables) => {
      const given = value.by(variables);
      return given === undefined ? defaultValue : given;
    },
  };
}

export const costOfField = ({ extensions }: GraphQLField<unknown, unknown>): FieldCost =>
  (extensions["cost"] as FieldCost | undefined) ?? {};
