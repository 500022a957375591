import type { EntityMetadata, EntityProperty } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/sql";

/** Tables that stay where they are when a newsroom moves to another database, and why. */
const STAYING: Readonly<Record<string, string>> = {
  api_keys: "Whom a gateway lets in is its own: a file that is passed on opens no door.",
  change_log: "Its secret signs the tokens that one gateway gave its followers: elsewhere they begin anew.",
  idempotent_writes: "Whoever asks again asks the gateway that was asked.",
};

/** Columns that the other database fills in by itself: its writes are its own. */
const FILLED_IN: Readonly<Record<string, readonly string[]>> = { changes: ["write_id"] };

/** Where the key's order would put rows before those of the same table that they refer to. */
const PARENTS_FIRST: Readonly<Record<string, readonly string[]>> = { sections: ["path"] };

export interface NewsroomTable {
  readonly name: string;
  /** All that are written, generated ones and FILLED_IN excepted. */
  readonly columns: readonly string[];
  /** What tells rows apart, and in whose order a row comes after those it refers to: SQL. */
  readonly order: readonly string[];
  /** Whether `id` is counted by the database. */
  readonly isNumbered: boolean;
}

/** Every table of a newsroom, behind those it refers to. Made from the entities: a new one is among them by itself. */
export function newsroomTables(em: EntityManager): NewsroomTable[] {
  const entities = new Map([...em.getMetadata().getAll().values()].map((meta) => [meta.tableName, meta]));
  const placed = new Set<string>();
  const place = (table: string) => {
    const others = entities.get(table)?.relations.map(({ referencedTableName }) => referencedTableName) ?? [];
    for (const other of others) if (other !== table) place(other);
    placed.add(table);
  };
  for (const table of entities.keys()) place(table);
  return [...placed].flatMap((table) => {
    const meta = table in STAYING ? undefined : entities.get(table);
    return meta ? [tableOf(meta)] : [];
  });
}

function tableOf(meta: EntityMetadata): NewsroomTable {
  const { tableName: name, props, primaryKeys } = meta;
  const filledIn = FILLED_IN[name] ?? [];
  const keys = PARENTS_FIRST[name] ?? primaryKeys;
  return {
    name,
    columns: props
      .filter(({ generated }) => generated === undefined)
      .flatMap(({ fieldNames }) => fieldNames)
      .filter((column) => !filledIn.includes(column)),
    order: props.filter((prop) => keys.includes(prop.name)).map(orderBy),
    isNumbered: props.some(({ autoincrement }) => autoincrement === true),
  };
}

/** Texts by their bytes: the same order on every server. */
const orderBy = ({ fieldNames, columnTypes }: EntityProperty): string =>
  `"${fieldNames[0]}"${/^(?:varchar|text)/.test(columnTypes[0] ?? "") ? ' collate "C"' : ""}`;
