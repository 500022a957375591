import { sql } from "kysely";
import { openCache } from "../../cache.ts";
import type { Reader } from "../../database/reader.ts";
import { slices } from "../../time-slice.ts";
import { Aliases, type Asked, type Cell, type Embedded, Level } from "./plan.ts";
import { type Sql, type Statement, compileStatement, name, Slot } from "./sql.ts";
import { mergeSelections, type Selection } from "./selection.ts";
import type { Run } from "./run.ts";
import type { Row, RowsQuery } from "./source.ts";
import { rowsOfText } from "./text-rows.ts";
import { type Viewing, viewingOf } from "./viewing.ts";

/*
 * How reading works. A field asks for rows that belong to keys (the stories related to an article, the article of a
 * slug): an `Asked`. It is answered by one statement, written once for each selection and kept. It reads the columns
 * asked for; relations to one row are joined; relations to many are embedded as lists, hop after hop, so that the whole
 * tree below a field is one statement. One key or several differ in the statement's frame only: `rows` of a relation
 * says for both, and for counts, which rows there are and which of them may be seen.
 *
 * What was read lies in the row under its relation's key. The executor takes it from there, and asks a resolver only
 * for the rest: a later page, say. The loads of one request that ask for the same are put together by DataLoader.
 */

interface Plan {
  readonly statement: Statement<Run>;
  readonly level: Level;
}

const plans = openCache<string, Plan>("statements", {
  maxBytes: 64_000_000,
  bytesOf: ({ statement }, key) => 15 * statement.text.length + 2 * key.length,
});
const selectionIds = new WeakMap<Selection, number>();
let selectionCount = 0;

/** Reads, for each key, what it leads to; in the keys' order. */
export async function readMany(
  reader: Reader,
  asked: Asked,
  { keys, viewpoint }: Pick<Run, "keys" | "viewpoint">,
): Promise<unknown[]> {
  const { relation, args, selection } = asked;
  const isSingle = keys.length === 1;
  const { statement, level } = planOf(asked, isSingle ? "one" : "several", viewingOf(viewpoint));
  const rows = await reader.run(statement.text, statement.values({ keys, viewpoint, args }));
  const rowsByKey = new Map<string, Row[]>(keys.map((key) => [String(key), []]));
  const rowsOfOne = isSingle ? rowsByKey.get(String(keys[0])) : undefined;
  for (const cells of rows) {
    if (slices.isOver()) await slices.next(reader);
    if (rowsOfOne) rowsOfOne.push(level.assemble(cells, 0));
    else rowsByKey.get(String(cells[0]))?.push(level.assemble(cells, 1));
  }
  return keys.map((key) => relation.finish(rowsByKey.get(String(key)) ?? [], { key, args, selection }));
}

/** Counts, for each key, the rows it leads to, up to the size of the page in `asked`; in the keys' order. */
export async function countMany(
  reader: Reader,
  asked: Asked,
  { keys, viewpoint }: Pick<Run, "keys" | "viewpoint">,
): Promise<number[]> {
  const { statement } = planOf(asked, "count", viewingOf(viewpoint));
  const rows = await reader.run(statement.text, statement.values({ keys, viewpoint, args: asked.args }));
  const countByKey = new Map(rows.map(([key, count]) => [key, Number(count)]));
  return keys.map((key) => countByKey.get(String(key)) ?? 0);
}

const PLANNERS = { one: planOne, several: planSeveral, count: planCount };

function planOf(asked: Asked, form: keyof typeof PLANNERS, viewing: Viewing): Plan {
  const { relation, args, selection } = asked;
  const shape = `${relation.name} ${form} ${relation.shape(args, selection)}`;
  const key = `${idOf(selection)} ${viewing.view} ${viewing.licence ? "licensed" : ""} ${shape}`;
  let plan = plans.get(key);
  if (!plan) plans.set(key, (plan = PLANNERS[form](asked, levelOf(asked, { aliases: new Aliases(), viewing }))));
  return plan;
}

function idOf(selection: Selection): number {
  let id = selectionIds.get(selection);
  if (id === undefined) selectionIds.set(selection, (id = selectionCount++));
  return id;
}

function planOne(asked: Asked, level: Level): Plan {
  const key = sql`${new Slot<Run>((run) => run.keys[0])}::${name(asked.relation.keyType)}`;
  return { level, statement: compileStatement(select(asked, level, { key, bind: bindRun })) };
}

function planSeveral(asked: Asked, level: Level): Plan {
  const rows = select(asked, level, { key: sql`k.key`, bind: bindRun });
  // A LATERAL with its own order is a nested loop: the rows of one key stay together and in order.
  const query = sql`select k.key, r.* from ${keysOf(asked)} cross join lateral (${rows}) as r`;
  return { level, statement: compileStatement(query) };
}

function planCount(asked: Asked, level: Level): Plan {
  const rows = select(asked, level, { key: sql`k.key`, bind: bindRun });
  const query = sql`select k.key, (select count(*) from (${rows}) as r) from ${keysOf(asked)}`;
  return { level, statement: compileStatement(query) };
}

const keysOf = ({ relation }: Asked): Sql =>
  sql`unnest(${new Slot<Run>((run) => run.keys)}::${name(relation.keyType)}[]) as k(key)`;

/**
 * A list as one expression. Columns travel as text, as they do outside lists, so that they are decoded alike: in an array
 * of texts, which costs PostgreSQL and us least; where there are lists within the list in JSON, as arrays within arrays
 * would need quotes within quotes.
 */
function embed(asked: Asked, parent: Level): Embedded {
  const { relation, args, selection } = asked;
  const level = levelOf(asked, parent);
  const bind = (pick: (given: unknown) => unknown) => sql`${pick(args)}`;
  const rows = select(asked, level, { key: parent.idExpr, bind });
  const cells = level.exprs.map(
    (_, index) => sql`r.${name(`c${index}`)}${name(level.json.has(index) ? "" : "::text")}`,
  );
  // There is no array of arrays without elements.
  const row = sql.join(cells.length > 0 ? cells : [sql`''`]);
  const isJson = level.hasLists;
  return {
    isJson,
    list: isJson
      ? sql`(select json_agg(json_build_array(${row})) from (${rows}) as r)`
      : sql`array(select array[${row}] from (${rows}) as r)`,
    assemble(cell, key) {
      const list = isJson ? jsonRows(cell) : rowsOfText(String(cell));
      return relation.finish(
        list.map((each) => level.assemble(each, 0)),
        { key, args, selection },
      );
    },
  };
}

const jsonRows = (cell: Cell) => (typeof cell === "string" ? JSON.parse(cell) : (cell ?? [])) as Cell[][];

function levelOf(
  { relation, args, selection }: Asked,
  { aliases, viewing }: Pick<Level, "aliases" | "viewing">,
): Level {
  const whole = relation.base ? mergeSelections(selection, relation.base(selection, args)) : selection;
  return new Level({ source: relation.source(args), aliases, viewing }, whole, embed);
}

function select(asked: Asked, level: Level, how: Pick<RowsQuery<unknown>, "key" | "bind">): Sql {
  const exprs = level.exprs.map((expr, index) => sql`${expr} as ${name(`c${index}`)}`);
  const { relation, args, selection } = asked;
  const rows = relation.rows({
    ...how,
    args,
    selection,
    viewing: level.viewing,
    alias: name(level.alias),
    joins: sql.join(level.joins, name(" ")),
  });
  return sql`select ${sql.join(exprs)} ${rows}`;
}

const bindRun = (pick: (args: unknown) => unknown): Sql => sql`${new Slot<Run>((run) => pick(run.args))}`;
