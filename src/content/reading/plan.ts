import type { RelationSelection, Selection } from "./selection.ts";
import { type Sql, name } from "./sql.ts";
import type { Column } from "./table.ts";
import type { ManyRelation, Row, Source } from "./source.ts";
import type { Viewing } from "./viewing.ts";

/** A value from PostgreSQL: a column's text, or parsed JSON inside an embedded list. */
export type Cell = string | null | readonly Cell[];

/** One relation to many as one field asks for it. */
export interface Asked {
  readonly relation: ManyRelation;
  readonly args: unknown;
  readonly selection: Selection;
}

/** A list inside its parent's statement: one expression, and what its value comes to. */
export interface Embedded {
  readonly list: Sql;
  readonly isJson: boolean;
  readonly assemble: (cell: Cell, key: unknown) => unknown;
}

/** How a relation to many becomes part of its parent's statement. */
type Embed = (asked: Asked, parent: Level) => Embedded;

/** Where a level stands in its statement. */
interface Place {
  readonly source: Source;
  readonly aliases: Aliases;
  readonly viewing: Viewing;
  readonly isOptional?: boolean;
}

/** Names for the tables of one statement: short ones, as PostgreSQL cuts names at 63 bytes. */
export class Aliases {
  private count = 0;

  next(): string {
    this.count += 1;
    return `t${this.count}`;
  }
}

/** A relation's part of a row: under its key, what `assemble` makes of the cells. */
interface Part {
  readonly key: string;
  readonly assemble: (cells: readonly Cell[], start: number, row: Row) => unknown;
}

/** One table's part of a statement: what it selects and joins, and how its rows are put together. */
export class Level {
  readonly source: Source;
  readonly aliases: Aliases;
  readonly viewing: Viewing;
  readonly alias: string;
  readonly exprs: Sql[] = [];
  /** Which of `exprs`, by index, are JSON; the others are columns, or arrays of texts. */
  readonly json = new Set<number>();
  hasLists = false;
  readonly joins: Sql[] = [];
  private readonly columns: { readonly property: string; readonly at: number; readonly column: Column }[] = [];
  private readonly parts: Part[] = [];

  constructor({ source, aliases, viewing, isOptional }: Place, selection: Selection, embed: Embed) {
    this.source = source;
    this.aliases = aliases;
    this.viewing = viewing;
    this.alias = aliases.next();
    const { id, one, always = [] } = source;
    const isParent = [...selection.to.values()].some(({ name: relation }) => one[relation] === undefined);
    // First, so that it tells whether an optional row is there.
    const ids = isOptional || isParent ? [id] : [];
    for (const property of new Set([...ids, ...always, ...selection.columns])) this.addColumn(property);
    for (const [key, to] of selection.to) {
      if (one[to.name]) this.addOne(key, to, embed);
      else this.addMany(key, to, embed);
    }
  }

  get idExpr(): Sql {
    return this.expr(this.source.id);
  }

  /** @param start where in `cells` this level's begin */
  assemble(cells: readonly Cell[], start: number): Row {
    const row: Row = {};
    for (const { property, at, column } of this.columns) {
      const cell = cells[start + at];
      row[property] = typeof cell === "string" ? (column.decode?.(cell) ?? cell) : null;
    }
    for (const part of this.parts) row[part.key] = part.assemble(cells, start, row);
    return row;
  }

  private expr(property: string): Sql {
    const { name: stored = property, compute, beside = "" } = this.source.table.columns.get(property) ?? {};
    const alias = name(this.alias);
    return compute ? compute(alias, this.viewing) : name(`${this.alias}${beside}.${stored}`);
  }

  private addColumn(property: string) {
    const column = this.source.table.columns.get(property);
    if (column) this.columns.push({ property, column, at: this.exprs.push(this.expr(property)) - 1 });
  }

  private addOne(key: string, to: RelationSelection, embed: Embed) {
    const relation = this.source.one[to.name];
    if (!relation) return;
    const { aliases, viewing } = this;
    const { isOptional } = relation;
    const level = new Level({ source: relation.source(), aliases, viewing, isOptional }, to.selection, embed);
    this.joins.push(relation.join({ from: name(this.alias), to: name(level.alias), viewing }), ...level.joins);
    const at = this.exprs.length;
    for (const index of level.json) this.json.add(at + index);
    this.hasLists ||= level.hasLists;
    this.exprs.push(...level.exprs);
    this.parts.push({
      key,
      assemble: (cells, start) => (isOptional && cells[start + at] === null ? null : level.assemble(cells, start + at)),
    });
  }

  private addMany(key: string, to: RelationSelection, embed: Embed) {
    const relation = this.source.many[to.name];
    const args = relation?.ahead(to.args);
    if (!relation || args === undefined) return;
    const { list, isJson, assemble } = embed({ relation, args, selection: to.selection }, this);
    const at = this.exprs.push(list) - 1;
    this.hasLists = true;
    if (isJson) this.json.add(at);
    const { id } = this.source;
    this.parts.push({ key, assemble: (cells, start, row) => assemble(cells[start + at] ?? null, row[id]) });
  }
}
