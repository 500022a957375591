import { Kind, visit } from "graphql";
import type {
  ArgumentNode,
  DirectiveNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  VariableNode,
} from "graphql";

const none: readonly string[] = [];
const conditions = new WeakMap<OperationDefinitionNode, readonly string[]>();

/** Names of the variables that these arguments mention, at any depth, each once. */
export function variablesIn(args: readonly ArgumentNode[] | undefined): readonly string[] {
  if (args === undefined || args.length === 0) return none;
  const names = new Set<string>();
  const Variable = (variable: VariableNode) => void names.add(variable.name.value);
  for (const { value } of args) {
    if (value.kind === Kind.VARIABLE) Variable(value);
    else if (value.kind === Kind.LIST || value.kind === Kind.OBJECT) visit(value, { Variable });
  }
  return [...names];
}

/** Names of the variables that decide a @skip or @include in the operation or any fragment, sorted; found once. */
export function conditionsOf(
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): readonly string[] {
  let known = conditions.get(operation);
  if (known === undefined) {
    const names = new Set<string>();
    const Directive = (directive: DirectiveNode) => {
      if (directive.name.value !== "skip" && directive.name.value !== "include") return;
      for (const name of variablesIn(directive.arguments)) names.add(name);
    };
    for (const node of [operation, ...Object.values(fragments)]) visit(node, { Directive });
    known = [...names].toSorted();
    conditions.set(operation, known);
  }
  return known;
}
