import type { HTTPGraphQLRequest, HTTPGraphQLResponse } from "@apollo/server";
import type { Cancellation } from "../cancellation.ts";
import type { ErrorCode } from "../errors.ts";
import type { Caller } from "./authenticate.ts";

/** What the HTTP layer needs of the GraphQL layer. */
export interface GraphqlService {
  /** Answers one request; faults of the client are answers, but for RATE_LIMITED, which is thrown as our own are. */
  execute(request: HTTPGraphQLRequest, meta: GraphqlRequestMeta): Promise<GraphqlAnswer>;
}

/** Whose request it is: see Caller. */
export interface GraphqlRequestMeta extends Partial<Caller> {
  readonly requestId: string;
  /** Mutations are refused: METHOD_NOT_ALLOWED. */
  readonly isReadOnly: boolean;
  /** The answer tells in `extensions.cost` what it cost: { points, limit }. */
  readonly isCostAsked: boolean;
  /** By which a mutation is told apart from others of its caller; undefined: by none but its own. */
  readonly idempotencyKey: string | undefined;
  /** Cancelled when nobody waits for the answer any longer; the reason is then the answer's error. */
  readonly cancellation: Cancellation;
}

/** As Apollo Server answers, or bytes of JSON that need no more than to be sent. */
export interface GraphqlResponse extends Omit<HTTPGraphQLResponse, "body"> {
  readonly body: HTTPGraphQLResponse["body"] | { readonly kind: "encoded"; readonly bytes: Buffer };
}

export interface GraphqlAnswer {
  readonly response: GraphqlResponse;
  /** Code of the first error; undefined when there is none. */
  readonly errorCode: ErrorCode | undefined;
  /** The same where it decides the status: nothing was run, or a field refused who asks and there is no data. */
  readonly refusal: ErrorCode | undefined;
  /** Name of the operation; undefined when it has none or was not found. */
  readonly operation: string | undefined;
  /** SQL statements run for this request. */
  readonly statementCount: number;
}
