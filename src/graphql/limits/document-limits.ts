import { type DocumentNode, type GraphQLError, Kind, type OperationDefinitionNode, visit } from "graphql";
import { DocumentMeasure } from "./document-measure.ts";
import { beyond } from "./limit-error.ts";
import type { Limits } from "./limits.ts";

/** What of a parsed document is beyond the limits, each with the operation that is; before it is validated. */
export function documentExcesses(document: DocumentNode, limits: Limits): GraphQLError[] {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const { maxOperations, maxFragments, maxRepeats } = limits;
  if (operations.length > maxOperations) {
    return [beyond("maxOperations", `A document takes at most ${maxOperations} operations, got ${operations.length}.`)];
  }
  if (fragments.length > maxFragments) {
    return [beyond("maxFragments", `A document takes at most ${maxFragments} fragments, got ${fragments.length}.`)];
  }
  const repeats = mostRepeats(document);
  if (repeats > maxRepeats) {
    return [beyond("maxRepeats", `A document takes at most ${maxRepeats} fields of one name, got ${repeats}.`)];
  }
  const measure = new DocumentMeasure(document);
  return operations.flatMap((operation) => operationExcesses(operation, measure, limits));
}

/** How often the response name that most fields have is there; fragments are not followed, as each is validated once. */
function mostRepeats(document: DocumentNode): number {
  const counts = new Map<string, number>();
  visit(document, {
    Field({ alias, name }) {
      const key = (alias ?? name).value;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
  });
  return Math.max(0, ...counts.values());
}

function operationExcesses(node: OperationDefinitionNode, measure: DocumentMeasure, limits: Limits): GraphQLError[] {
  const { depth, rootFields, fields, aliases, directives } = measure.of(node);
  const checks = [
    ["maxRootFields", rootFields, "root fields"],
    ["maxDepth", depth, "fields one below the other"],
    ["maxAliases", aliases, "aliases"],
    ["maxDirectives", directives, "directives"],
    ["maxFields", fields, "fields"],
  ] as const;
  return checks.flatMap(([name, count, what]) =>
    count > limits[name]
      ? [beyond(name, `An operation takes at most ${limits[name]} ${what}, got ${count}.`, node)]
      : [],
  );
}
