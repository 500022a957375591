import { BigIntType, BooleanType, DateTimeType, FloatType, IntegerType, JsonType, SmallIntType } from "@mikro-orm/core";
import { instantFromText } from "./instant.ts";
import type { Sql } from "./sql.ts";
import type { Viewing } from "./viewing.ts";

/** A column as a read sees it: where it stands, and what its text means. */
export interface Column {
  readonly name: string;
  /** Of a row made of two tables: what the second one's alias has behind the first one's. */
  readonly beside?: string;
  /** Absent where the text is the value. */
  readonly decode?: ((text: string) => unknown) | undefined;
  /** What depends on who looks is computed from a row. */
  readonly compute?: (row: Sql, viewing: Viewing) => Sql;
}

export interface Table {
  readonly name: string;
  /** By property name. */
  readonly columns: ReadonlyMap<string, Column>;
}

interface EntitySchemaLike {
  readonly meta: { readonly tableName?: string; readonly properties: object };
}

const DECODERS: readonly [type: unknown, decode: (text: string) => unknown][] = [
  [DateTimeType, instantFromText],
  [JsonType, parseJson],
  [BigIntType, Number],
  [IntegerType, Number],
  [SmallIntType, Number],
  [FloatType, Number],
  // As PostgreSQL sends it, « t »; cast to text, « true ».
  [BooleanType, (text) => text.startsWith("t")],
];

/** What a StoredText begins with: most have no links, and are cut out, as parsing them was 4 % of a section page. */
const TEXT_ONLY = '{"text":"';

function parseJson(json: string): unknown {
  const end = json.length - 2;
  const isTextOnly = json.startsWith(TEXT_ONLY) && json.indexOf('"', TEXT_ONLY.length) === end && !json.includes("\\");
  return isTextOnly ? { text: json.slice(TEXT_ONLY.length, end) } : (JSON.parse(json) as unknown);
}

/** The table of an entity: property names to columns, as the entity declares them. */
export function describeTable(schema: EntitySchemaLike): Table {
  const columns = new Map<string, Column>();
  for (const [property, declared] of Object.entries(schema.meta.properties)) {
    const { kind, type } = declared as { kind?: string; type?: unknown };
    const column = property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (kind !== undefined && kind !== "scalar") columns.set(property, { name: `${column}_id`, decode: Number });
    else columns.set(property, { name: column, decode: decoderOf(type) });
  }
  return { name: schema.meta.tableName ?? "", columns };
}

function decoderOf(type: unknown) {
  return DECODERS.find(([known]) => type === known || (typeof type === "object" && type?.constructor === known))?.[1];
}
