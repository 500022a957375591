import { createHash } from "node:crypto";
import { z } from "zod";
import { MIGRATIONS } from "../../database/migrations/migrations.ts";

/*
 * A whole newsroom as a file, one JSON document a line: a head that names the state of the schema, the rows of all
 * tables, `{"articles":{"id":1,…}}`, each behind those it refers to, and an end, by which a file that was cut short or
 * changed is told from a whole one.
 */

/** What such a file begins with, and no other. */
export const NEWSROOM_HEAD = '{"kiosque":"newsroom"';

/** What a file's rows are rows of: the name of the last migration. */
const SCHEMA = MIGRATIONS.at(-1)?.name ?? "";

/** The highest number that each table has given a row, by table. */
export type LastNumbers = Readonly<Record<string, number>>;

const headOf = z.strictObject({ kiosque: z.literal("newsroom"), schema: z.string() });
const endOf = z.strictObject({
  kiosque: z.literal("end"),
  rows: z.int(),
  last: z.record(z.string(), z.int().positive()),
  sha256: z.string(),
});
const ROW = /^\{"([a-z_]+)":(\{.*\})\}$/s;

/** Why nothing of a file was restored. */
export class RestoreRefused extends Error {
  override readonly name = "RestoreRefused";
}

/** Writes the lines of one file, in their order, without their ends. */
export function newsroomWriter() {
  const sum = createHash("sha256");
  let rows = 0;
  const line = (text: string) => {
    sum.update(text);
    return text;
  };
  return {
    head: () => line(JSON.stringify({ kiosque: "newsroom", schema: SCHEMA })),
    row(table: string, json: string): string {
      rows++;
      // Between the parts of stored JSON there may be line ends; within its texts there are none.
      return line(`{"${table}":${json.replaceAll("\n", " ")}}`);
    },
    end(last: LastNumbers): string {
      sum.update(JSON.stringify(last));
      return JSON.stringify({ kiosque: "end", rows, last, sha256: sum.digest("hex") });
    },
  };
}

export type NewsroomPart = { readonly table: string; readonly json: string } | { readonly last: LastNumbers };

/**
 * What the lines of a file say: its rows, then the last numbers once it is known to be whole.
 *
 * @throws {RestoreRefused} where it is not a newsroom's file, of another schema, or not as it was written
 */
export async function* newsroomParts(lines: AsyncIterable<string>): AsyncGenerator<NewsroomPart> {
  const sum = createHash("sha256");
  let number = 0;
  let isAtEnd = false;
  for await (const line of lines) {
    number++;
    if (isAtEnd) throw new RestoreRefused(`Line ${number} is not expected: the newsroom has ended before it.`);
    if (number === 1) checkHead(line);
    const [, table, json] = number === 1 ? [] : (ROW.exec(line) ?? []);
    if (table !== undefined && json !== undefined) yield { table, json };
    else if (number > 1) {
      yield { last: lastNumbers(line, { rows: number - 2, sum, number }) };
      isAtEnd = true;
    }
    sum.update(line);
  }
  if (!isAtEnd) throw new RestoreRefused("The file ends before the newsroom does.");
}

function checkHead(line: string): void {
  const { data } = headOf.safeParse(jsonOf(line));
  if (!data) throw new RestoreRefused("It is not the export of a whole newsroom, which `npm run export` writes.");
  if (data.schema !== SCHEMA)
    throw new RestoreRefused(
      `Its tables are those of ${data.schema}, ours those of ${SCHEMA}: restore it with the Kiosque that wrote it, then upgrade.`,
    );
}

interface Read {
  rows: number;
  sum: ReturnType<typeof createHash>;
  number: number;
}

function lastNumbers(line: string, { rows, sum, number }: Read): LastNumbers {
  const { data } = endOf.safeParse(jsonOf(line));
  if (!data) throw new RestoreRefused(`Line ${number} is neither a row nor the end of a newsroom.`);
  if (data.rows !== rows || data.sha256 !== sum.copy().update(JSON.stringify(data.last)).digest("hex"))
    throw new RestoreRefused("The file is not as it was written: rows were changed, added or lost.");
  return data.last;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
