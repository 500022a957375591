import type { Selection } from "./selection.ts";
import type { Sql } from "./sql.ts";
import type { Table } from "./table.ts";
import type { Viewing } from "./viewing.ts";

/** A row as read: the columns asked for, and under the key of each relation asked for, what it led to. */
export type Row = { [property: string]: unknown };

/** What rows can be read from: a table, and where its rows lead. */
export interface Source {
  readonly table: Table;
  /** The property that identifies a row; read where it is asked for, or where something hangs on it. */
  readonly id: string;
  /** Columns that every row brings. */
  readonly always?: readonly string[];
  /** Relations to one row: joined, in the same statement. */
  readonly one: Readonly<Record<string, OneRelation>>;
  /** Relations to many rows. */
  readonly many: Readonly<Record<string, ManyRelation>>;
}

export interface OneRelation {
  readonly source: () => Source;
  /** There may be no such row: then its value is null. */
  readonly isOptional: boolean;
  /** The join of table alias `to` onto table alias `from`. */
  join(query: { from: Sql; to: Sql; viewing: Viewing }): Sql;
}

/** Rows that belong to a key: the stories related to an article, the articles of a section, the article of a slug. */
export interface ManyRelation<Args = unknown, Value = unknown> {
  readonly name: string;
  source(args: Args): Source;
  /** The PostgreSQL type of the key. */
  readonly keyType: "bigint" | "text";
  /** Columns and relations that `finish` needs for what was asked. */
  base?(selection: Selection, args: Args): Selection;
  /** A field's arguments as this relation takes them; undefined: not to be read ahead, its resolver sees to it. */
  ahead(args: Readonly<Record<string, unknown>>): Args | undefined;
  /** Whatever of the arguments changes the statement's text: how many rows, which filters are there. */
  shape(args: Args, selection: Selection): string;
  /** `from … where … order by … limit …` of the rows of one key, visible ones only. */
  rows(query: RowsQuery<Args>): Sql;
  /** What the rows of one key come to, in the order read. */
  finish(rows: Row[], found: Found<Args>): Value;
}

/** Whose rows they are, and how they were asked for. */
export interface Found<Args> {
  readonly key: unknown;
  readonly args: Args;
  readonly selection: Selection;
}

export interface RowsQuery<Args> {
  readonly key: Sql;
  /** The alias of the relation's source. */
  readonly alias: Sql;
  /** What is joined to it; belongs between `from` and `where`. */
  readonly joins: Sql;
  readonly args: Args;
  readonly selection: Selection;
  /** A value of the arguments as a parameter. */
  readonly bind: (pick: (args: Args) => unknown) => Sql;
  readonly viewing: Viewing;
}
