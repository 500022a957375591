import type { MikroORM } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/sql";
import type { Cancellation } from "../cancellation.ts";

/** A row as PostgreSQL's text protocol sends it: one string or null a column, in the order of the select list. */
export type TextRow = readonly (string | null)[];

/** `name` prepares it once per connection; undefined: it is sent unprepared. */
export interface Statement {
  readonly text: string;
  readonly name: string | undefined;
  readonly values: readonly unknown[];
}

/** What PostgreSQL and its embedded twin do differently. */
export interface Driver {
  readonly orm: MikroORM;
  /** A forked entity manager: one unit of work. */
  em(): EntityManager;
  /**
   * One read statement on the ORM's own connections. When it is no longer wanted it is
   * cancelled and rejects with the reason; the embedded database cannot cancel, there it runs to its end.
   */
  query(statement: Statement, cancellation?: Cancellation): Promise<TextRow[]>;
  /**
   * Calls `onNotice` for each NOTIFY on the channel, and once whenever notices may have been missed.
   * @returns stops listening
   */
  listen(channel: string, onNotice: () => void): Promise<() => Promise<void>>;
  /** Runs `work` while no other process does the same on this database. */
  exclusively(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
