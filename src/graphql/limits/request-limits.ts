import type { GraphQLError } from "graphql";
import { beyond } from "./limit-error.ts";
import type { Limits } from "./limits.ts";
import type { Variables } from "./points.ts";

export interface RequestSize {
  readonly operationName: string | null | undefined;
  readonly variables: Variables | null | undefined;
  /** Text is what a mutation is there for. */
  readonly isMutation: boolean;
}

/** What of a request's parameters, its document apart, is beyond the limits. */
export function requestExcess(request: RequestSize, limits: Limits): GraphQLError | undefined {
  const { operationName, variables, isMutation } = request;
  const { maxOperationNameLength, maxVariablesNesting, maxVariablesValues, maxVariablesLength } = limits;
  if (operationName && operationName.length > maxOperationNameLength) {
    return beyond("maxOperationNameLength", `operationName takes at most ${maxOperationNameLength} characters.`);
  }
  if (!variables) return undefined;
  const size = new Size(limits);
  size.add(variables, 0);
  if (size.isTooNested) {
    return beyond("maxVariablesNesting", `Variables nest at most ${maxVariablesNesting} lists and objects.`);
  }
  if (size.values > maxVariablesValues) {
    return beyond("maxVariablesValues", `Variables take at most ${maxVariablesValues} values.`);
  }
  if (!isMutation && size.length > maxVariablesLength) {
    return beyond("maxVariablesLength", `A query's variables take at most ${maxVariablesLength} characters of text.`);
  }
  return undefined;
}

/** Measures no further than the limits go. */
class Size {
  values = 0;
  /** Characters of text, names included. */
  length = 0;
  isTooNested = false;
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  add(map: object, nesting: number): void {
    for (const [name, value] of Object.entries(map) as [string, unknown][]) {
      if (++this.values > this.#limits.maxVariablesValues) return;
      if (!Array.isArray(map)) this.length += name.length;
      if (typeof value === "string") this.length += value.length;
      if (typeof value !== "object" || value === null) continue;
      if (nesting >= this.#limits.maxVariablesNesting) this.isTooNested = true;
      else this.add(value, nesting + 1);
    }
  }
}
