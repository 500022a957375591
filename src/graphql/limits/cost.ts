import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from "graphql";
import { operationPoints } from "./operation-points.ts";
import type { Points, Variables } from "./points.ts";
import { REQUEST_POINTS } from "./prices.ts";

/** Which of a document's operations is asked for, and with what. */
export interface AskedOperation {
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
}

/** @returns points, whole and at least those of a request; of an operation that does not exist no more */
export type CostOf = (document: DocumentNode, asked: AskedOperation) => number;

const NO_VARIABLES: Variables = Object.freeze({});

/**
 * What operations on this schema cost, known before they run: `prices.ts` has the prices, `@Costs` those of a field, a list
 * is its page size times what is asked of an item. Page sizes are read from literals, variables
 * and defaults, never taken for more than a page may hold. What is asked for twice counts twice, each type condition as if
 * it applied, and what @skip or @include leave out does not count: never less than what is answered.
 *
 * All that no variable decides is summed up when a document is first seen and kept as long as it is. The document must
 * be valid.
 */
export function createCostOf(schema: GraphQLSchema): CostOf {
  const documents = new WeakMap<DocumentNode, ReadonlyMap<string, Points>>();

  return (document, { operationName, variables }) => {
    let operations = documents.get(document);
    if (operations === undefined) documents.set(document, (operations = pointsByName(schema, document)));
    const points = operationName ? operations.get(operationName) : theOnly(operations);
    return Math.floor(REQUEST_POINTS + (points?.of(variables ?? NO_VARIABLES) ?? 0));
  };
}

function pointsByName(schema: GraphQLSchema, document: DocumentNode): Map<string, Points> {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return new Map(operations.map((node) => [node.name?.value ?? "", operationPoints(schema, document, node)]));
}

const theOnly = (operations: ReadonlyMap<string, Points>): Points | undefined =>
  operations.size === 1 ? operations.values().next().value : undefined;
