import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { wordCount } from "../body/word-count.ts";
import { recordset, recordsetOf } from "../recordset.ts";
import { isStorable } from "../storable.ts";
import { saveSearchRows } from "../search/search-rows.commands.ts";
import { type ArticleColumns, COLUMNS, rowOf, type RowReferences } from "./article-row.rules.ts";
import type { ArticleWrite, HeldArticle } from "./article-write.ts";
import { keepChangedSlugs, keepFormerSlugs } from "./former-slugs.commands.ts";

const NAMES = Object.keys(COLUMNS);
const COLUMN_LIST = sql.raw(NAMES.join(", "));
const TYPED_COLUMNS = sql.raw(
  Object.entries(COLUMNS)
    .map((column) => column.join(" "))
    .join(", "),
);
const ASSIGNMENTS = sql.raw(NAMES.map((name) => `${name} = t.${name}`).join(", "));

/**
 * Articles by URI.
 *
 * @param options.isLocked nobody else writes them until the transaction ends; taken in the order of their ids, so that
 * no two writers block each other
 */
export async function readArticles(
  em: EntityManager,
  uris: readonly string[],
  { isLocked = false } = {},
): Promise<Map<string, HeldArticle>> {
  const { rows } = await sql<StoredRow>`
    select id, uri, slug, headline, status, version, coalesce(told_version, version) as "toldVersion", source_version as "sourceVersion", is_syndicatable as "isSyndicatable",
      source_status as "sourceStatus", desk_status as "deskStatus", to_json(desk_fields) as "deskFields",
      content_hash as "contentHash", representation, ${sql.join(Object.entries(INSTANTS).map(epochMs))}
    from articles where uri = any(${[...new Set(uris)].filter(isStorable)}::text[]) order by id
    ${sql.raw(isLocked ? "for no key update" : "")}`.execute(em.getKysely());
  return new Map(rows.map(({ uri, ...row }) => [uri, heldOf(row)]));
}

/** Instants of a row, by the columns that have them. */
const INSTANTS = {
  publishedAt: "published_at",
  embargoedUntil: "embargoed_until",
  changedAt: "updated_at",
  modifiedAt: "modified_at",
  sourcePublishedAt: "source_published_at",
  sourceEmbargoedUntil: "source_embargoed_until",
  sourceUpdatedAt: "source_updated_at",
  deskPublishedAt: "desk_published_at",
  deskEmbargoedUntil: "desk_embargoed_until",
  seenAt: "seen_at",
} as const satisfies Partial<Record<keyof HeldArticle, string>>;

type InstantName = keyof typeof INSTANTS;
type StoredRow = Omit<HeldArticle, InstantName | "id"> &
  Record<InstantName, string | null> & { id: string; uri: string };

const epochMs = ([property, column]: [string, string]) =>
  sql`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint as ${sql.ref(property)}`;

function heldOf({ id, ...row }: Omit<StoredRow, "uri">): HeldArticle {
  const instants = Object.keys(INSTANTS).map((name) => {
    const ms = row[name as InstantName];
    return [name, ms === null ? null : new Date(Number(ms))];
  });
  return { ...row, id: Number(id), ...(Object.fromEntries(instants) as Record<InstantName, Date | null>) };
}

/** Writes article rows, former slugs, bodies and what they are found by; ids by URI. */
export async function writeRows(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  references: RowReferences,
): Promise<Map<string, number>> {
  const ids = new Map(writes.flatMap(({ draft, held }) => (held ? [[draft.uri, held.id] as const] : [])));
  const held = writes.filter((write) => write.held);
  if (held.length > 0) await update(em, held, references);
  const fresh = writes.filter((write) => !write.held).map((write) => rowOf(write, references));
  for (const { uri, id } of await insert(em, fresh)) ids.set(uri, Number(id));
  await keepFormerSlugs(em, writes, ids);
  await saveBodies(em, writes, ids);
  await saveSearchRows(em, writes, ids);
  return ids;
}

async function insert(em: EntityManager, rows: readonly ArticleColumns[]): Promise<{ uri: string; id: string }[]> {
  if (rows.length === 0) return [];
  const inserted = await sql<{ uri: string; id: string }>`
    insert into articles (${COLUMN_LIST}) select ${COLUMN_LIST} from ${recordset(rows)} as t(${TYPED_COLUMNS})
    returning uri, id`.execute(em.getKysely());
  return inserted.rows;
}

async function update(em: EntityManager, writes: readonly ArticleWrite[], references: RowReferences): Promise<void> {
  const db = em.getKysely();
  await keepChangedSlugs(em, writes, references);
  const rows = writes.map((write) => ({ ...rowOf(write, references), id: write.held?.id }));
  await sql`
    update articles a set ${ASSIGNMENTS} from ${recordset(rows)} as t(id bigint, ${TYPED_COLUMNS}) where a.id = t.id`.execute(
    db,
  );
}

/** A whole story has a body, if an empty one; of a PARTIAL one we have none. */
async function saveBodies(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const bodies = writes.flatMap(({ draft: { uri, representation, body = [] }, bodyJson }) =>
    representation === "FULL"
      ? [`{"article":${ids.get(uri)},"words":${wordCount(body)},"blocks":${bodyJson || "[]"}}`]
      : [],
  );
  if (bodies.length === 0) return;
  await sql`
    insert into article_bodies (article_id, blocks, word_count) select article, blocks, words
    from ${recordsetOf(bodies)} as t(article bigint, words int, blocks json)
    on conflict (article_id) do update set blocks = excluded.blocks, word_count = excluded.word_count`.execute(
    em.getKysely(),
  );
}
