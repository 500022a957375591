import {
  type DirectiveNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValueNode,
  valueFromASTUntyped,
} from "graphql";
import type { Times, Variables } from "./points.ts";

/** A value of the document: known, or known with a request's variables. Undefined: not given. */
export type Given = { readonly fixed: unknown } | { readonly by: (variables: Variables) => unknown };

/** Values as one operation means them: a variable of the same name is another one in another operation. */
export class OperationValues {
  readonly #defaults = new Map<string, unknown>();

  constructor({ variableDefinitions = [] }: OperationDefinitionNode) {
    for (const { variable, defaultValue } of variableDefinitions) {
      if (defaultValue) this.#defaults.set(variable.name.value, valueFromASTUntyped(defaultValue));
    }
  }

  given(node: ValueNode): Given {
    if (node.kind !== Kind.VARIABLE) {
      if (!hasVariables(node)) return { fixed: valueFromASTUntyped(node) };
      const defaults = Object.fromEntries(this.#defaults);
      return { by: (variables) => valueFromASTUntyped(node, { ...defaults, ...variables }) };
    }
    const name = node.name.value;
    const fallback = this.#defaults.get(name);
    // Null is given, too.
    return { by: (variables) => (Object.hasOwn(variables, name) ? variables[name] : fallback) };
  }

  /** How often a selection counts by its @skip and @include: 0 or 1. */
  included({ directives = [] }: SelectionNode): Times {
    const all = directives.map((directive) => this.#includedBy(directive));
    if (all.includes(0)) return 0;
    const undecided = all.filter((times) => typeof times === "function");
    return undecided.length === 0 ? 1 : (variables) => (undecided.every((times) => times(variables) === 1) ? 1 : 0);
  }

  #includedBy({ name, arguments: args = [] }: DirectiveNode): Times {
    if (name.value !== "skip" && name.value !== "include") return 1;
    const wanted = name.value === "include";
    const condition = args[0] && this.given(args[0].value);
    if (condition === undefined) return 1;
    // Whatever is no boolean is refused by execution.
    if ("fixed" in condition) return condition.fixed === !wanted ? 0 : 1;
    return (variables) => (condition.by(variables) === !wanted ? 0 : 1);
  }
}

function hasVariables(node: ValueNode): boolean {
  if (node.kind === Kind.LIST) return node.values.some(hasVariables);
  if (node.kind === Kind.OBJECT) return node.fields.some(({ value }) => hasVariables(value));
  return node.kind === Kind.VARIABLE;
}
