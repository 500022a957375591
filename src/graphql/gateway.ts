import { ApolloServer, HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { getOperationAST, type GraphQLSchema, OperationTypeNode } from "graphql";
import type { EntityManager } from "@mikro-orm/sql";
import type { Cancellation } from "../cancellation.ts";
import type { ApiKeys } from "../content/api-key/api-keys.ts";
import { createContent, type Newsroom } from "../content/content.ts";
import type { Row } from "../content/reading/source.ts";
import type { View } from "../content/reading/viewing.ts";
import type { SectionCache } from "../content/section/section-cache.ts";
import { ANONYMOUS, type Viewer } from "../content/viewer.ts";
import type { Reader } from "../database/reader.ts";
import type { ErrorCode } from "../errors.ts";
import type { Budget } from "./budget.ts";
import type { IngestDoor } from "./desk/ingest-door.ts";
import {
  createDocuments,
  type DocumentRules,
  type GraphqlParams,
  type Prepared,
  type Refused,
} from "./documents/documents.ts";
import { createExecutor, type Executor } from "./execution/executor.ts";
import { answerBytes } from "./execution/json-output.ts";
import { errorFormat } from "./format-error.ts";
import { withOwnExecutor } from "./own-executor.ts";
import { type RequestWrites, writesOf } from "./idempotency/request-writes.ts";
import { type Permits, withPermit } from "./permits.ts";
import { type AccountedContext, requestAccount } from "./plugins/request-account.ts";

export interface GatewayParts extends DocumentRules {
  readonly schema: GraphQLSchema;
  readonly newsroom: Newsroom;
  readonly sectionCache: SectionCache;
  readonly apiKeys: Pick<ApiKeys, "grant" | "revoke">;
  /** The reads of one request; see createReader. */
  reader(cancellation?: Cancellation): Reader;
  /** What writes, for one request. */
  em(): EntityManager;
  readonly ingest: IngestDoor;
  /** As of when requests read. */
  now(): Date;
  /** What writes are stamped with; the database's time unless given. */
  readonly writeClock?: (() => Date) | undefined;
  /** Hears of faults of our own, which clients do not. */
  onFault(fault: unknown, requestId: string): void;
}

/** As Apollo Server answers, or the bytes of an answer that it had nothing to add to. */
export interface GatewayResponse extends Omit<HTTPGraphQLResponse, "body"> {
  readonly body: HTTPGraphQLResponse["body"] | { readonly kind: "encoded"; readonly bytes: Buffer };
}

export interface Answer {
  readonly response: GatewayResponse;
  /** Code of the first error, with data or without. */
  readonly errorCode: ErrorCode | undefined;
  /** The same where nothing was run, or a field refused who asks and there is no data. */
  readonly refusal: ErrorCode | undefined;
  readonly operation: string | undefined;
  /** SQL statements it took. */
  readonly statementCount: number;
}

/** Whose request it is. */
export interface RequestMeta {
  readonly requestId: string;
  /** The anonymous, unless said. */
  readonly viewer?: Viewer | undefined;
  /** What readers see, unless said. Whether the viewer may have it was decided before. */
  readonly view?: View | undefined;
  /** What the caller may spend; undefined: no limit. */
  readonly budget?: Budget | undefined;
  /** What may run at a time of the caller's; undefined: anything. */
  readonly permits?: Permits | undefined;
  /** Mutations are refused: METHOD_NOT_ALLOWED. */
  readonly isReadOnly?: boolean | undefined;
  /** The answer tells in `extensions.cost` what it cost. */
  readonly isCostAsked?: boolean | undefined;
  /** By which a client asks again for a mutation; undefined: it gets one that is its own. */
  readonly idempotencyKey?: string | undefined;
  /** Once it is cancelled no more is read, and the reason is the error of every field that is still to be answered. */
  readonly cancellation?: Cancellation | undefined;
}

/** The GraphQL side of the gateway: requests in, answers out. */
export interface Gateway {
  /** @throws {GatewayError} RATE_LIMITED when the budget has not what the operation costs, OVERLOADED when it may not run */
  execute(request: HTTPGraphQLRequest, meta: RequestMeta): Promise<Answer>;
  stop(): Promise<void>;
}

interface Asking {
  readonly request: HTTPGraphQLRequest;
  readonly params: GraphqlParams;
  readonly asked: Prepared | Refused;
  readonly writes: RequestWrites | undefined;
}

export async function createGateway(parts: GatewayParts): Promise<Gateway> {
  const { schema, newsroom, sectionCache, limits, isIntrospectable } = parts;
  const hideSuggestions = !isIntrospectable;
  const documents = createDocuments(schema, parts);
  const execute = createExecutor(schema, {
    ahead: (parent, key) => (parent as Row)[key],
    hideSuggestions,
    onPlanned: (document, bytes) => documents.grew(document, bytes),
  });
  const apollo = new ApolloServer<AccountedContext>({
    gateway: withOwnExecutor(schema, execute, limits),
    introspection: isIntrospectable,
    // They are ours: it gets documents as text, and takes them parsed and found valid from us.
    persistedQueries: false,
    documentStore: {
      get: async (key) => documents.get(key.slice(-64)),
      set: async () => {},
      delete: async () => false,
    },
    includeStacktraceInErrorResponses: false,
    // No cookies, so nothing that a foreign page could have a browser send on its user's behalf.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    stringifyResult: (result) => JSON.stringify(result),
    formatError: errorFormat({ ...limits, hideSuggestions }),
    // What it has to say of requests reaches us by requestAccount.
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    plugins: [
      // It would wrap every field of every answer.
      ApolloServerPluginCacheControlDisabled(),
      // It would load itself from a foreign host.
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requestAccount({ maxErrors: limits.maxErrors, onFault: (fault, requestId) => parts.onFault(fault, requestId) }),
    ],
  });
  await apollo.start();

  const answer = async (
    { request, params, asked, writes }: Asking,
    {
      requestId,
      viewer = ANONYMOUS,
      view = "PUBLIC",
      budget,
      isReadOnly = false,
      isCostAsked = false,
      cancellation,
    }: RequestMeta,
  ): Promise<Answer> => {
    const reader = parts.reader(cancellation);
    const content = await createContent({ reader, sectionCache, newsroom, now: parts.now(), viewer, view });
    const context: AccountedContext = {
      content,
      requestId,
      budget,
      apiKeys: parts.apiKeys,
      em: () => parts.em(),
      ingest: parts.ingest,
      writeClock: parts.writeClock,
      writes,
      limits,
      asked,
      isReadOnly,
      isCostAsked,
      account: { operation: undefined, errorCode: undefined, refusal: undefined, executed: undefined },
    };
    const bytes = await bytesAtOnce(execute, params, context);
    if (bytes) {
      const response = { headers: new HeaderMap(), body: { kind: "encoded" as const, bytes } };
      return { response, ...context.account, statementCount: reader.statementCount };
    }
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        ...request,
        body: "errors" in asked ? REFUSED : { ...params, query: asked.text, extensions: null },
      },
      context: () => Promise.resolve(context),
    });
    return { response, ...context.account, statementCount: reader.statementCount };
  };

  return {
    async execute(request, meta) {
      const { viewer = ANONYMOUS, budget, permits, idempotencyKey, cancellation } = meta;
      const params = paramsIn(request.body);
      const asked = await documents.prepare(params, viewer);
      const writes = writesOf(params, { asked, viewer, idempotencyKey, cancellation });
      const cost = asked.points + asked.newness;
      if ("errors" in asked) {
        await budget?.take(cost);
        return answer({ request, params, asked, writes }, meta);
      }
      const { points, isMutation: isWrite } = asked;
      return withPermit(permits, { points, isWrite, cancellation }, async () => {
        await budget?.take(cost);
        return answer({ request, params, asked, writes }, meta);
      });
    },
    stop: () => apollo.stop(),
  };
}

/** What Apollo Server gets in place of a request that is refused before it, for the executor to answer. */
const REFUSED = { query: "{ __typename }" };

/** What is no object has no parameters. */
const paramsIn = (body: unknown): GraphqlParams =>
  typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};

/**
 * A query that is within all limits needs nobody's hooks: it is run at once, and answered when all went well. Whatever else
 * there is to say (refusals, errors of fields, costs) Apollo Server says, by what was executed here: nothing runs twice.
 */
async function bytesAtOnce(
  execute: Executor,
  { operationName, variables }: GraphqlParams,
  contextValue: AccountedContext,
): Promise<Buffer | undefined> {
  const { asked, isCostAsked, account } = contextValue;
  if ("errors" in asked || isCostAsked) return undefined;
  const { document } = asked;
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
  account.operation = operation.name?.value;
  account.executed = await execute({ document, operationName, variables, contextValue });
  const { errors, data } = account.executed;
  return errors || !data ? undefined : answerBytes(data);
}
