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

/** Puts one part into a row; `start` is where in `cells` its level's begin. */
type Setter = (row: Row, cells: readonly Cell[], start: number, collected: Collected) => void;
type Embed = (asked: Asked, parent: Level) => Embedded;

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
  private readonly setters: Setter[] = [];
  private readonly added = new Set<string>();

  /** @param embed how a relation to many becomes part of this statement; absent: it is left pending */
  constructor(place: { source: Source; alias: string; isOptional?: boolean }, selection: Selection, embed?: Embed) {
    this.source = place.source;
    this.alias = place.alias;
    const { id, one, always = [] } = place.source;
    const isParent = [...selection.to.values()].some(({ name: relation }) => one[relation] === undefined);
    // First, so that it tells whether an optional row is there.
    if (place.isOptional || isParent) this.addColumn(id);
    for (const property of new Set([...always, ...selection.columns])) this.addColumn(property);
    for (const [key, to] of selection.to) {
      if (one[to.name]) this.addOne(key, to, embed);
      else this.addMany(key, to, embed);
    }
  }

  get idExpr(): Sql {
    return this.column(this.source.id);
  }

  /** @param start where in `cells` this level's begin */
  assemble(cells: readonly Cell[], start: number, collected: Collected): Row {
    const row: Row = {};
    for (const set of this.setters) set(row, cells, start, collected);
    if (this.pending.length > 0) {
      const rows = collected.get(this);
      if (rows) rows.push(row);
      else collected.set(this, [row]);
    }
    return row;
  }

  /** This level and those joined to it, however far. */
  *all(): Iterable<Level> {
    yield this;
    for (const level of this.nested) yield* level.all();
  }

  private column(property: string): Sql {
    return sql`${name(this.alias)}.${name(this.source.table.columns.get(property)?.name ?? property)}`;
  }

  private addColumn(property: string) {
    const column = this.source.table.columns.get(property);
    if (!column || this.added.has(property)) return;
    this.added.add(property);
    const { decode } = column;
    const at = this.exprs.push(this.column(property)) - 1;
    this.setters.push((row, cells, start) => {
      const cell = cells[start + at];
      row[property] = typeof cell === "string" ? decode(cell) : null;
    });
  }

  private addOne(key: string, to: RelationSelection, embed: Embed | undefined) {
    const relation = this.source.one[to.name];
    if (!relation) return;
    const { isOptional } = relation;
    const alias = `${this.alias}_${this.joins.length}`;
    const level = new Level({ source: relation.source(), alias, isOptional }, to.selection, embed);
    this.joins.push(relation.join({ from: name(this.alias), to: name(alias), now: NOW }), ...level.joins);
    const at = this.exprs.length;
    for (const index of level.json) this.json.add(at + index);
    this.exprs.push(...level.exprs);
    this.nested.push(level);
    this.setters.push((row, cells, start, collected) => {
      row[key] = isOptional && cells[start + at] === null ? null : level.assemble(cells, start + at, collected);
    });
  }

  private addMany(key: string, to: RelationSelection, embed: Embed | undefined) {
    const relation = this.source.many[to.name];
    const args = relation?.ahead(to.args);
    if (!relation || args === undefined) return;
    const asked = { relation, args, selection: to.selection };
    if (!embed) return void this.pending.push({ ...asked, key, level: this });
    const { json, assemble } = embed(asked, this);
    const at = this.exprs.push(json) - 1;
    this.json.add(at);
    const { id } = this.source;
    this.setters.push((row, cells, start) => {
      row[key] = assemble(cells[start + at] ?? null, row[id]);
    });
  }
}
