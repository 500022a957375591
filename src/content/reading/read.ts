import { sql } from "kysely";
import type { Reader } from "../../database/reader.ts";
import type { Instant } from "./instant.ts";
import { type Asked, type Cell, type Collected, type Embedded, Level } from "./plan.ts";
import { type Sql, type Statement, compileStatement, name, Slot } from "./sql.ts";
import { mergeSelections } from "./selection.ts";
import { NOW, type Run } from "./run.ts";
import type { RowsQuery } from "./source.ts";

/*
 * How reading works. A field asks for rows that belong to keys (the stories related to an article, the article of a
 * slug): an `Asked`. It is answered by one statement, written once for each selection and kept:
 *  - columns: those asked for; relations to one row are joined;
 *  - one key: relations to many rows are embedded as JSON, hop after hop, so the whole tree is this one statement;
 *  - several keys: rows come flat from a LATERAL per key, and each relation to many is one further statement for all
 *    of them (JSON would cost PostgreSQL more than the rows do).
 * Both forms are made from the same `rows` of the same relation, so they cannot disagree on what is visible. What was
 * read lies in the row under the field's key; the executor takes it from there, and asks a resolver only for the rest.
 */

interface Plan {
  readonly statement: Statement<Run>;
  readonly level: Level;
}

const plans = new WeakMap<object, Map<string, Plan>>();

/** Reads, for each key, what it leads to; in the keys' order. */
export async function readMany(reader: Reader, asked: Asked, run: Pick<Run, "keys" | "now">): Promise<unknown[]> {
  const { keys, now } = run;
  const isSingle = keys.length === 1;
  const { statement, level } = planOf(asked, isSingle ? "one" : "batch");
  const rows = await reader.run(statement.text, statement.values({ keys, now, args: asked.args }));
  const collected: Collected = new Map();
  const { relation, args, selection } = asked;
  if (isSingle) {
    return [relation.finish(rows.map((cells) => level.assemble(cells, 0, collected)), { key: keys[0], args, selection })];
  }
  const byKey = new Map<string, ReturnType<Level["assemble"]>[]>(keys.map((key) => [String(key), []]));
  for (const cells of rows) byKey.get(String(cells[0]))?.push(level.assemble(cells, 1, collected));
  await readPending(reader, { level, collected, now });
  return keys.map((key) => relation.finish(byKey.get(String(key)) ?? [], { key, args, selection }));
}

/** Counts, for each key, the rows it leads to, up to the size of the page in `asked`; in the keys' order. */
export async function countMany(reader: Reader, asked: Asked, { keys, now }: Pick<Run, "keys" | "now">): Promise<number[]> {
  const { statement } = planOf(asked, "count");
  const rows = await reader.run(statement.text, statement.values({ keys, now, args: asked.args }));
  const countByKey = new Map(rows.map(([key, count]) => [key, Number(count)]));
  return keys.map((key) => countByKey.get(String(key)) ?? 0);
}

/** Reads what the rows of a statement lead to: one statement a relation, whatever the number of rows. */
async function readPending(reader: Reader, { level, collected, now }: { level: Level; collected: Collected; now: Instant }) {
  const pending = [...level.all()].flatMap((each) => each.pending);
  await Promise.all(
    pending.map(async (asked) => {
      const rows = collected.get(asked.level);
      if (!rows) return;
      const keys = [...new Set(rows.map((row) => row[asked.level.source.id]))];
      const values = await readMany(reader, asked, { keys, now });
      const valueByKey = new Map(keys.map((key, index) => [key, values[index]]));
      for (const row of rows) row[asked.key] = valueByKey.get(row[asked.level.source.id]);
    }),
  );
}

const PLANNERS = { one: planSingle, batch: planBatch, count: planCount };

function planOf(asked: Asked, form: keyof typeof PLANNERS): Plan {
  const { relation, args, selection } = asked;
  const shape = `${relation.name} ${form} ${relation.shape(args, selection)}`;
  let byShape = plans.get(selection);
  if (!byShape) plans.set(selection, (byShape = new Map()));
  let plan = byShape.get(shape);
  if (!plan) byShape.set(shape, (plan = PLANNERS[form](asked)));
  return plan;
}

function planSingle(asked: Asked): Plan {
  const level = levelOf(asked, "t", embed);
  const key = sql`${new Slot<Run>((run) => run.keys[0])}::${name(asked.relation.keyType)}`;
  return { level, statement: compileStatement(select(asked, level, { key, bind: bindRun })) };
}

function planBatch(asked: Asked): Plan {
  const level = levelOf(asked, "t");
  const rows = select(asked, level, { key: sql`k.key`, bind: bindRun });
  // A LATERAL with its own order is a nested loop: the rows of one key stay together and in order.
  const query = sql`select k.key, r.* from ${keysOf(asked)} cross join lateral (${rows}) as r`;
  return { level, statement: compileStatement(query) };
}

function planCount(asked: Asked): Plan {
  const level = levelOf(asked, "t");
  const rows = select(asked, level, { key: sql`k.key`, bind: bindRun });
  const query = sql`select k.key, (select count(*) from (${rows}) as r) from ${keysOf(asked)}`;
  return { level, statement: compileStatement(query) };
}

const keysOf = ({ relation }: Asked): Sql =>
  sql`unnest(${new Slot<Run>((run) => run.keys)}::${name(relation.keyType)}[]) as k(key)`;

/** A list as one JSON expression. Columns travel as text, as they do outside JSON, so that they are decoded alike. */
function embed(asked: Asked, parent: Level): Embedded {
  const { relation, args, selection } = asked;
  const level = levelOf(asked, `${parent.alias}_m${parent.exprs.length}`, embed);
  const bind = (pick: (given: unknown) => unknown) => sql`${pick(args)}`;
  const rows = select(asked, level, { key: parent.idExpr, bind });
  const cells = level.exprs.map((_, index) => sql`r.${name(`c${index}`)}${name(level.json.has(index) ? "" : "::text")}`);
  const row = level.json.size > 0 ? sql`json_build_array(${sql.join(cells)})` : sql`array[${sql.join(cells)}]::text[]`;
  return {
    json: sql`(select json_agg(${row}) from (${rows}) as r)`,
    assemble(cell, key) {
      const list = (typeof cell === "string" ? JSON.parse(cell) : cell ?? []) as Cell[][];
      const collected: Collected = new Map();
      return relation.finish(list.map((each) => level.assemble(each, 0, collected)), { key, args, selection });
    },
  };
}

function levelOf({ relation, args, selection }: Asked, alias: string, embedding?: typeof embed): Level {
  const whole = relation.base ? mergeSelections(selection, relation.base(selection)) : selection;
  return new Level({ source: relation.source(args), alias }, whole, embedding);
}

function select(asked: Asked, level: Level, how: Pick<RowsQuery<unknown>, "key" | "bind">): Sql {
  const exprs = level.exprs.map((expr, index) => sql`${expr} as ${name(`c${index}`)}`);
  const { relation, args, selection } = asked;
  const rows = relation.rows({ ...how, args, selection, now: NOW, alias: name(level.alias), joins: sql.join(level.joins, name(" ")) });
  return sql`select ${sql.join(exprs)} ${rows}`;
}

const bindRun = (pick: (args: unknown) => unknown): Sql => sql`${new Slot<Run>((run) => pick(run.args))}`;
