import type { MikroORM } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/sql";

/** A row as PostgreSQL's text protocol sends it: one string or null a column, in the order of the select list. */
export type TextRow = readonly (string | null)[];

/** What PostgreSQL and its embedded twin do differently. */
export interface Driver {
  readonly orm: MikroORM;
  /** A forked entity manager: one unit of work. */
  em(): EntityManager;
  /** One read statement on the ORM's own connections; `name` prepares it once per connection. */
  query(statement: { text: string; name: string | undefined; values: readonly unknown[] }): Promise<TextRow[]>;
  /**
   * Calls `onNotice` for each NOTIFY on the channel, and once whenever notices may have been missed.
   * @returns stops listening
   */
  listen(channel: string, onNotice: () => void): Promise<() => Promise<void>>;
  /** Runs `work` while no other process does the same on this database. */
  exclusively(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
