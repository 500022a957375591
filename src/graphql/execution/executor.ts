import { assertValidSchema, execute, getVariableValues, GraphQLError, locatedError, OperationTypeNode } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLObjectType, GraphQLSchema } from "graphql";
import { executeFields, executeFieldsSerially } from "./execute-fields.ts";
import { type Json, joined, output } from "./json-output.ts";
import { DocumentPlan } from "./plan.ts";
import { ObjectRun, Run } from "./run.ts";
import type { Ahead } from "./run.ts";
import { isPromise } from "./value-kinds.ts";

export interface ExecutionRequest {
  /** Parsed and validated. What is planned for it is kept as long as this very object is. */
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly contextValue: unknown;
  readonly rootValue?: unknown;
}

/** As graphql-js's ExecutionResult, but for its data, which is JSON: `answerBytes` sends it, `plainResult` reads it. */
export interface Executed {
  readonly data?: Json | null;
  readonly errors?: readonly GraphQLError[];
}

export type Executor = (request: ExecutionRequest) => Executed | Promise<Executed>;

export interface ExecutorOptions {
  /** Asked before the resolver of a field that has `extensions.to`: what the parent's loader has read already. */
  readonly ahead?: Ahead;
  /** Errors about variables do not suggest names of the schema. */
  readonly hideSuggestions?: boolean;
  /** Told each time that more is kept beside a document: about how much. */
  readonly onPlanned?: (document: DocumentNode, bytes: number) => void;
}

/** Of an object's plan, and of each of its fields: about. */
const OBJECT_BYTES = 500;
const FIELD_BYTES = 700;

/**
 * An executor of queries and mutations that answers as graphql-js 16 does, errors included, in less time.
 *
 * Two layers. A *plan* holds what follows from schema and document alone, is made when a request first gets there and is
 * kept beside the document: DocumentPlan → OperationPlan → ObjectPlan (what a selection asks of one concrete type, as
 * graphql-js's own collectFields says, so fragments, type conditions, @skip and @include are its by construction) →
 * FieldPlan (type unwrapped, arguments that no variable decides). Variables of @skip and @include choose between up to
 * 64 plans of an operation. A *run* is one request: coerced variables, errors, and for each planned field arguments and
 * ahead key, made once whatever the number of parents.
 *
 * Per value little is left: a column is a property read, a check and its bytes; else ask what was read ahead, or the
 * resolver, and complete the answer. The answer is written as JSON while it is executed (see json-output.ts): where a
 * resolver returns a promise a gap is left, and promises are chained as graphql-js chains them.
 * No code is generated: a document seen once costs little more than its execution.
 *
 * What cannot be run (no such operation, a subscription, variables that are no object) is left to graphql-js to refuse.
 */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions = {}): Executor {
  const { hideSuggestions = false } = options;
  assertValidSchema(schema);
  const plans = new WeakMap<DocumentNode, DocumentPlan>();

  const planOf = (document: DocumentNode): DocumentPlan => {
    let plan = plans.get(document);
    if (plan === undefined) {
      plan = new DocumentPlan(schema, document, (fieldCount) =>
        options.onPlanned?.(document, OBJECT_BYTES + fieldCount * FIELD_BYTES),
      );
      plans.set(document, plan);
    }
    return plan;
  };

  return (request) => {
    const { variables } = request;
    const plan = planOf(request.document).operation(request.operationName);
    if (!plan?.rootType || plan.node.operation === OperationTypeNode.SUBSCRIPTION || !isAbsentOrObject(variables)) {
      return refuse(schema, request);
    }
    const { errors, coerced } = getVariableValues(schema, plan.node.variableDefinitions ?? [], variables ?? {}, {
      maxErrors: 50,
      hideSuggestions,
    });
    if (errors) return { errors };
    const { rootValue, contextValue } = request;
    return respond(
      new Run(plan, coerced, { rootValue, contextValue, ahead: options.ahead, executeFields }),
      plan.rootType,
    );
  };
}

/** What graphql-js would have answered. */
export function plainResult({ data, ...others }: Executed): ExecutionResult {
  if (data === undefined) return others;
  return { ...others, data: data && (JSON.parse(joined(data).toString()) as Record<string, unknown>) };
}

function respond(run: Run, rootType: GraphQLObjectType): Executed | Promise<Executed> {
  try {
    const data = executeRoot(run, rootType);
    return isPromise(data) ? awaited(run, data) : response(run, data);
  } catch (error) {
    return failure(run, error);
  }
}

async function awaited(run: Run, data: PromiseLike<Json>): Promise<Executed> {
  try {
    return response(run, await data);
  } catch (error) {
    return failure(run, error);
  }
}

function executeRoot(run: Run, rootType: GraphQLObjectType): Json | PromiseLike<Json> {
  const root = new ObjectRun(run, run.plan.root(rootType, run.variables));
  if (run.plan.node.operation === OperationTypeNode.MUTATION) return executeFieldsSerially(root, run.rootValue);
  return output.capture(() => executeFields(root, run.rootValue, undefined));
}

function response(run: Run, data: Json): Executed {
  const { found } = run.errors;
  return found.length === 0 ? { data } : { errors: found, data };
}

/** An error that no nullable field has stopped: there is no data at all. */
function failure(run: Run, error: unknown): Executed {
  run.errors.add(toGraphQLError(error), undefined);
  return { errors: run.errors.found, data: null };
}

/** Everything thrown at the root is one already, located or about the operation itself. */
function toGraphQLError(error: unknown): GraphQLError {
  return error instanceof GraphQLError ? error : locatedError(error, undefined);
}

async function refuse(schema: GraphQLSchema, request: ExecutionRequest): Promise<Executed> {
  const { document, operationName, variables, contextValue, rootValue } = request;
  const { errors } = await execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue,
    rootValue,
  });
  return errors ? { errors } : {};
}

function isAbsentOrObject(variables: unknown): boolean {
  return variables === null || variables === undefined || typeof variables === "object";
}
