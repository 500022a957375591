import { visit } from "graphql";
import type { ArgumentNode, ASTNode, DirectiveNode } from "graphql";

const noVariables: readonly string[] = [];

/** Names of the variables that these arguments mention, at any depth, each once. */
export function variablesIn(args: readonly ArgumentNode[] | undefined): readonly string[] {
  if (args === undefined || args.length === 0) return noVariables;
  const names = new Set<string>();
  for (const arg of args) collectNames(arg, names);
  return [...names];
}

/** Names of the variables that decide a @skip or @include anywhere below these nodes, sorted. */
export function conditionVariables(nodes: Iterable<ASTNode>): readonly string[] {
  const names = new Set<string>();
  const Directive = (directive: DirectiveNode) => {
    if (directive.name.value !== "skip" && directive.name.value !== "include") return;
    for (const name of variablesIn(directive.arguments)) names.add(name);
  };
  for (const node of nodes) visit(node, { Directive });
  return [...names].sort();
}

function collectNames(arg: ArgumentNode, names: Set<string>): void {
  const { value } = arg;
  if (value.kind === "Variable") names.add(value.name.value);
  else if (value.kind === "ListValue" || value.kind === "ObjectValue") {
    visit(value, { Variable: (variable) => void names.add(variable.name.value) });
  }
}
