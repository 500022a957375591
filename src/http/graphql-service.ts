import type { HTTPGraphQLRequest, HTTPGraphQLResponse } from "@apollo/server";

/** What the HTTP layer needs of the GraphQL layer. */
export interface GraphqlService {
  /** Answers one request; faults of the client are answers, only our own are thrown. */
  execute(request: HTTPGraphQLRequest, meta: { readonly requestId: string }): Promise<GraphqlAnswer>;
}

export interface GraphqlAnswer {
  readonly response: HTTPGraphQLResponse;
  /** Name of the operation; undefined when it has none or was not found. */
  readonly operation: string | undefined;
  /** SQL statements run for this request. */
  readonly statementCount: number;
}
