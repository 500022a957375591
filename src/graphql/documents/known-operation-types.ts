import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";

/** A validation rule: the schema has a root type for each operation. Without it a subscription would fail when it is run. */
export function knownOperationTypes(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`The schema has no ${node.operation}s.`, { nodes: node }));
    },
  };
}
