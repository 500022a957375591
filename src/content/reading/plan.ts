import { sql } from "kysely";
import type { RelationSelection, Selection } from "./selection.ts";
import { type Sql, name } from "./sql.ts";
import { NOW } from "./run.ts";
import type { ManyRelation, Row, Source } from "./source.ts";

/** A value from PostgreSQL: a column's text, or parsed JSON inside an embedded list. */
export type Cell = string | null | readonly Cell[];

/** One relation to many as one field asks for it. */
export interface Asked {
  readonly relation: ManyRelation;
  readonly args: unknown;
  readonly selection: Selection;
}

/** A list inside its parent's statement: one JSON expression, and what its value comes to. */
export interface Embedded {
  readonly json: Sql;
  assemble(cell: Cell, key: unknown): unknown;
}

/** A relation to many left for a statement of its own: each row of `level` gets its value under `key`. */
export interface Pending extends Asked {
  readonly key: string;
  readonly level: Level;
}

/** The rows that one run has put together, of the levels from which something is pending. */
export type Collected = Map<Level, Row[]>;

/** One table's part of a statement: what it selects and joins, and how its rows are put together. */
export class Level {
  readonly source: Source;
  readonly alias: string;
  readonly exprs: Sql[] = [];
  /** Which of `exprs`, by index, are JSON; the others are columns. */
  readonly json = new Set<number>();
  readonly joins: Sql[] = [];
  readonly pending: Pending[] = [];
  /** The levels joined to this one. */
  private readonly nested: Level[] = [];
  private readonly setters: ((row: Row, cells: readonly Cell[], collected: Collected) => void)[] = [];

  /** @param embed how a relation to many becomes part of this statement; absent: it is left pending */
  constructor(place: { source: Source; alias: string }, selection: Selection, embed?: (asked: Asked, parent: Level) => Embedded) {
    this.source = place.source;
    this.alias = place.alias;
    for (const property of new Set([...this.source.always, ...selection.columns])) this.addColumn(property);
    for (const [key, to] of selection.to) {
      if (this.source.one[to.name]) this.addOne(key, to, embed);
      else this.addMany(key, to, embed);
    }
  }

  /** The property, and the column, that identify a row. */
  get id(): string {
    return this.source.always[0] ?? "id";
  }

  get idExpr(): Sql {
    return this.column(this.id);
  }

  assemble(cells: readonly Cell[], collected: Collected): Row {
    const row: Row = {};
    for (const set of this.setters) set(row, cells, collected);
    if (this.pending.length > 0) {
      const rows = collected.get(this);
      if (rows) rows.push(row);
      else collected.set(this, [row]);
    }
    return row;
  }

  private column(property: string): Sql {
    return sql`${name(this.alias)}.${name(this.source.table.columns.get(property)?.name ?? property)}`;
  }

  private addColumn(property: string) {
    const column = this.source.table.columns.get(property);
    if (!column) return;
    const at = this.exprs.push(this.column(property)) - 1;
    this.setters.push((row, cells) => {
      const cell = cells[at];
      row[property] = typeof cell === "string" ? column.decode(cell) : null;
    });
  }

  private addOne(key: string, to: RelationSelection, embed?: (asked: Asked, parent: Level) => Embedded) {
    const relation = this.source.one[to.name];
    if (!relation) return;
    const alias = `${this.alias}_${this.joins.length}`;
    const level = new Level({ source: relation.source(), alias }, to.selection, embed);
    this.joins.push(relation.join({ from: name(this.alias), to: name(alias), now: NOW }), ...level.joins);
    const start = this.exprs.length;
    for (const index of level.json) this.json.add(start + index);
    this.exprs.push(...level.exprs);
    const end = this.exprs.length;
    this.nested.push(level);
    this.setters.push((row, cells, collected) => {
      row[key] = cells[start] === null ? null : level.assemble(cells.slice(start, end), collected);
    });
  }

  private addMany(key: string, to: RelationSelection, embed?: (asked: Asked, parent: Level) => Embedded) {
    const relation = this.source.many[to.name];
    const args = relation?.ahead(to.args);
    if (!relation || args === undefined) return;
    const asked = { relation, args, selection: to.selection };
    if (!embed) return void this.pending.push({ ...asked, key, level: this });
    const { json, assemble } = embed(asked, this);
    const at = this.exprs.push(json) - 1;
    this.json.add(at);
    this.setters.push((row, cells) => {
      row[key] = assemble(cells[at] ?? null, row[this.id]);
    });
  }

  /** This level and those joined to it, however far. */
  *all(): Iterable<Level> {
    yield this;
    for (const level of this.nested) yield* level.all();
  }
}
