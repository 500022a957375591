import type { Backend } from "./cancel-query.ts";
import type { Connection as QueryConnection, ReadQuery } from "./read-query.ts";

/* What node-postgres has and its types do not tell. */
declare module "pg" {
  interface Connection extends Pick<QueryConnection, "parsedStatements"> {}
  interface ClientBase extends Backend {
    readonly connection: Connection;
  }
  interface Pool {
    query(query: ReadQuery): Promise<unknown>;
  }
}
