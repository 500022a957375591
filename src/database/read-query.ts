import { serialize } from "pg-protocol";
import type { Cancellation } from "../cancellation.ts";
import { type Backend, cancelQuery } from "./cancel-query.ts";
import type { Statement, TextRow } from "./driver.ts";
import { parameterText } from "./parameter-text.ts";

/** What node-postgres gives a query to send itself by. */
export interface Connection {
  readonly stream: { write(bytes: Uint8Array): boolean };
  /** Texts of the statements prepared here, by name; node-postgres adds a query's own once it has been parsed. */
  readonly parsedStatements: Record<string, string | undefined>;
}

const EXECUTE_AND_SYNC = Buffer.concat([serialize.execute(), serialize.sync()]);

/**
 * One read as node-postgres takes queries that send themselves (its Submittable). Unlike its own it goes out in one
 * write, asks for no description of the rows, since who reads knows what was selected, and keeps them as they come.
 */
export class ReadQuery {
  readonly name: string | undefined;
  readonly text: string;
  /** Called once it has ended: node-postgres sets it. */
  callback: ((error: Error | null, query: this) => void) | undefined;
  #rows: TextRow[] = [];
  readonly #values: readonly unknown[];
  readonly #cancellation: Cancellation | undefined;
  readonly #backendOf: (connection: Connection) => Backend | undefined;
  #cancelling: Promise<void> | undefined;
  #connection: Connection | undefined;

  /** @param until when it is no longer wanted it is cancelled on the server, and ends without an error, with whatever it has read */
  constructor(
    { text, name, values }: Statement,
    until: { readonly cancellation: Cancellation | undefined; backendOf(connection: Connection): Backend | undefined },
  ) {
    this.text = text;
    this.name = name;
    this.#values = values;
    this.#cancellation = until.cancellation;
    this.#backendOf = (connection) => until.backendOf(connection);
  }

  submit(connection: Connection): Error | null {
    if (this.#cancellation?.reason) return this.#cancellation.reason;
    const { name = "", text } = this;
    const held = name === "" ? undefined : connection.parsedStatements[name];
    const bind = serialize.bind({ statement: name, values: [...this.#values], valueMapper: parameterText });
    const parts = held === text ? [bind] : [serialize.parse({ name, text, types: [] }), bind];
    if (held !== undefined && held !== text) {
      // Another statement had the name.
      parts.unshift(serialize.close({ type: "S", name }));
      connection.parsedStatements[name] = undefined;
    }
    connection.stream.write(Buffer.concat([...parts, EXECUTE_AND_SYNC]));
    this.#connection = connection;
    this.#cancellation?.listen(this);
    return null;
  }

  /** What it has read, once: the pool holds on to a connection's last query until the next one, but not to its rows. */
  take(): TextRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  cancel(): void {
    const backend = this.#connection && this.#backendOf(this.#connection);
    if (backend) this.#cancelling = cancelQuery(backend);
  }

  handleDataRow({ fields }: { fields: TextRow }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete(): void {}

  handleEmptyQuery(): void {}

  handleReadyForQuery(): void {
    this.#end(null);
  }

  handleError(error: Error): void {
    this.#end(this.#cancellation?.reason ? null : error);
  }

  #end(fault: Error | null): void {
    this.#cancellation?.ignore(this);
    // Once it is old, a query that holds on to its connection keeps alive what comes after it there, rows and all: a
    // tenth of all that was allocated had to wait for a major collection.
    this.#connection = undefined;
    // The connection is free for others only once nothing can cancel their queries.
    if (this.#cancelling) void this.#cancelling.then(() => this.callback?.(fault, this));
    else this.callback?.(fault, this);
  }
}
