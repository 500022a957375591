import type { Backend } from "./cancel-query.ts";
import type { ReadQuery } from "./read-query.ts";

/* What node-postgres has and its types do not tell. */
declare module "pg" {
  interface Connection {
    /** Texts of the statements prepared here, by name; node-postgres adds a query's own once it has been parsed. */
    readonly parsedStatements: Record<string, string | undefined>;
  }
  interface ClientBase extends Backend {
    readonly connection: Connection;
  }
  interface Pool {
    query(query: ReadQuery): Promise<unknown>;
  }
}
