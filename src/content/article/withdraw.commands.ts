import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { WithdrawalKind } from "../../database/vocabulary.ts";
import { type RecordedChange, recordChanges } from "../change/record-changes.ts";
import { recordEntityChanges, recordSharedChanges } from "../change/record-entity-changes.ts";
import { recordset } from "../recordset.ts";
import { queueSuggestions } from "../suggestion/suggestion-queue.commands.ts";
import { visible } from "../visibility.ts";
import type { Edition } from "./article-outcome.rules.ts";
import { stubsOf } from "./article-stubs.commands.ts";
import { settleStubs } from "./settle-stubs.commands.ts";
import { dropUnseenSlugs, vanish } from "./vanish.commands.ts";
import { revealNames } from "./reveal-names.commands.ts";

/** The end of a published story. */
export interface WithdrawalDraft {
  articleId: number;
  kind: WithdrawalKind;
  /** Whose word it is; the desk's unless said. */
  author?: "SOURCE" | "DESK" | undefined;
  publicText?: string | undefined;
  /** Why, for the desk's record. */
  reason: string;
  replacementId?: number | undefined;
  /** The source's last word, where it was the source that withdrew it. */
  edition?: Edition | undefined;
}

/** Those of the articles that readers see or once saw. */
export async function seenOnce(em: EntityManager, articleIds: readonly number[], now: Date): Promise<Set<number>> {
  const at = { now: sql`${now.toISOString()}::timestamptz`, view: "PUBLIC" as const, licence: undefined };
  const { rows } = await sql<{ id: string }>`
    select a.id from articles as a where a.id = any(${articleIds}::bigint[])
      and (a.seen_at is not null or (${visible(sql`a`, at)}))`.execute(em.getKysely());
  return new Set(rows.map(({ id }) => Number(id)));
}

/** What hangs on one article and is read by nobody once that is withdrawn. */
const OF_ONE = ["article_bodies", "article_search", "front_slots", "source_pending", "suggestion_terms"];

/**
 * Withdraws articles: their texts, those of former versions too, their edges, pictures and places on fronts are deleted,
 * and no reader finds them by any path. Of one that was seen a tombstone remains, and for the desk its headlines, credits
 * and corrections: what was killed, when, and why.
 *
 * @returns the changes: theirs, and those of the stories that pointed at them
 */
export async function withdrawArticles(
  em: EntityManager,
  withdrawals: readonly WithdrawalDraft[],
  now: Date,
): Promise<RecordedChange[]> {
  const ids = withdrawals.map(({ articleId }) => articleId);
  const seen = await seenOnce(em, ids, now);
  await dropUnseenSlugs(em, [...seen], now);
  const db = em.getKysely();
  const rows = withdrawals.map(({ edition, ...withdrawal }) => ({
    ...withdrawal,
    sourceVersion: edition?.sourceVersion,
    sourceUpdatedAt: edition?.sourceUpdatedAt,
    contentHash: edition?.contentHash,
  }));
  await sql`
    with ended as (
      update articles a set status = 'WITHDRAWN', kicker = null, dateline = null, standfirst = null, summary = '', lead_image_id = null,
        modified_at = ${now.toISOString()}, version = a.version + 1, told_version = null,
        source_status = case when t.author = 'SOURCE' then 'CANCELED' else a.source_status end,
        desk_status = case when t.author = 'SOURCE' then a.desk_status else 'WITHDRAWN' end,
        source_version = coalesce(t."sourceVersion", a.source_version),
        source_updated_at = coalesce(t."sourceUpdatedAt", a.source_updated_at),
        updated_at = greatest(t."sourceUpdatedAt", a.updated_at), content_hash = coalesce(t."contentHash", a.content_hash)
      from ${recordset(rows)} as t("articleId" bigint, author text, "sourceVersion" int, "sourceUpdatedAt" timestamptz,
        "contentHash" text)
      where a.id = t."articleId" returning a.id, a.version, a.headline
    ), erased as (
      update article_versions v set snapshot = null from ended where v.article_id = ended.id
    )
    insert into article_versions (article_id, version, at, headline, changed_fields)
    select id, version, ${now.toISOString()}::timestamptz, headline, '["status"]'::json from ended`.execute(db);
  await sql`
    insert into withdrawals (article_id, kind, at, public_text, reason, replacement_id)
    select "articleId", kind, ${now.toISOString()}::timestamptz, "publicText", reason, "replacementId"
    from ${recordset(rows.filter(({ articleId }) => seen.has(articleId)))}
      as t("articleId" bigint, kind withdrawal_kind, "publicText" text, reason text, "replacementId" bigint)`.execute(
    db,
  );
  const stubs = await stubsOf(em, ids);
  const edges = await sql<{ own: string; other: string }>`
    with gone as (delete from related_stories where article_id = any(${ids}::bigint[]) or target_id = any(${ids}::bigint[])
      returning article_id, target_id)
    select article_id as own, target_id as other from gone union all select target_id, article_id from gone`.execute(
    db,
  );
  const fronts = await sql<{ own: string; other: string }>`
    select article_id as own, section_id as other from front_slots where article_id = any(${ids}::bigint[])`.execute(
    db,
  );
  for (const table of OF_ONE)
    await sql`delete from ${sql.table(table)} where article_id = any(${ids}::bigint[])`.execute(db);
  await sql`update storyline_entries set caption = null where article_id = any(${ids}::bigint[])`.execute(db);
  await vanish(em, withdrawals);
  // With what stood below them; those of other stories, too, stay.
  await sql`
    with taken as (delete from article_images where article_id = any(${ids}::bigint[]) returning image_id)
    delete from images as i using taken where i.id = taken.image_id
      and not exists (select from article_images as o where o.image_id = i.id and o.article_id <> all(${ids}::bigint[]))`.execute(
    db,
  );
  const changed = await revealNames(em, ids, now);
  await queueSuggestions(em, sql`select unnest(${ids}::bigint[])`);
  const settled = await settleStubs(em, stubs, now);
  await recordSharedChanges(em, { articleIds: ids, changed }, now);
  const onFronts = othersOf(fronts.rows, { ids, seen });
  await recordEntityChanges(
    em,
    onFronts.map((front) => ({ ...front, type: "SECTION" as const, kind: "UPDATED" as const, fields: ["front"] })),
    now,
  );
  const written = new Set([...ids, ...settled]);
  const changes = await recordChanges(
    em,
    [
      ...ids.map((articleId) => ({ articleId, kind: "UPDATED" as const, changedFields: ["status"] })),
      ...settled
        .filter((id) => !ids.includes(id))
        .map((articleId) => ({ articleId, kind: "UPDATED" as const, changedFields: [] })),
      ...othersOf(edges.rows, { ids, seen })
        .filter(({ id }) => !written.has(id))
        .map(({ id, isForDesk }) => ({
          articleId: id,
          kind: "RELATIONS_CHANGED" as const,
          changedFields: ["related"],
          isForDesk,
        })),
    ],
    now,
  );
  return changes.map((change) =>
    ids.includes(change.articleId)
      ? { ...change, cacheTags: [...change.cacheTags, ...onFronts.map(({ id }) => `Section:${id}`)] }
      : change,
  );
}

/** What showed the withdrawn articles; that it shows them no more is for the desk alone where readers never saw them. */
function othersOf(
  shown: readonly { own: string; other: string }[],
  { ids, seen }: { ids: readonly number[]; seen: ReadonlySet<number> },
): { id: number; isForDesk: boolean }[] {
  const ofIds = shown.filter(({ own }) => ids.includes(Number(own)));
  const forReaders = new Set(ofIds.filter(({ own }) => seen.has(Number(own))).map(({ other }) => other));
  return [...new Set(ofIds.map(({ other }) => other))].map((other) => ({
    id: Number(other),
    isForDesk: !forReaders.has(other),
  }));
}
