import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ChangeKind } from "../../database/vocabulary.ts";
import { name } from "../reading/sql.ts";
import { recordset } from "../recordset.ts";
import { cacheTagsOf } from "./cache-tags.ts";
import { isNoticed } from "./shown-beside.ts";

/** What was done to an article. */
export interface ArticleChange {
  readonly articleId: number;
  /**
   * UPDATED, CORRECTED or DELETED. That a story was published or withdrawn follows from what it was and is, and takes the
   * place of the first two; UPDATED is RELATIONS_CHANGED where nothing but `related` did.
   */
  readonly kind: ChangeKind;
  /** Names of fields of Article; none when all of it is new. */
  readonly changedFields: readonly string[];
  /** Readers are not told: it changed by something that they never saw. */
  readonly isForDesk?: boolean;
}

export interface RecordedChange {
  readonly articleId: number;
  /** What answers that show the article, or showed it before, are cached under. */
  readonly cacheTags: string[];
  /** It changes what shows the article beside others, too. */
  readonly isNoticed: boolean;
}

/**
 * Writes changes to the log: one statement, inside the caller's transaction and after its other writes, `relist`
 * included, as it reads what the articles have become; of a DELETED article before it goes. The caller's transaction has
 * the writers' lock.
 *
 * They are told in the order of the articles' ids: any other could tell of hidden ones among them.
 *
 * @param changes of each article one at the most
 * @param at when they were made
 */
export async function recordChanges(
  em: EntityManager,
  changes: readonly ArticleChange[],
  at: Date,
): Promise<RecordedChange[]> {
  if (changes.length === 0) return [];
  const { rows } = await sql<{ articleId: string; cacheTags: string[]; isNoticed: boolean }>`
    insert into changes (entity_id, uri, kind, written_at, visible_from, was_visible_from, is_for_desk, version,
      language, was_language, changed_fields, cache_tags, was_cache_tags, targets, was_targets)
    select a.id, a.uri,
      case when t.kind = 'DELETED' then t.kind
        when is_now.visible_from = 'infinity' and was.visible_from < 'infinity' then 'WITHDRAWN'
        when is_now.visible_from < 'infinity' and was.visible_from = 'infinity' then 'PUBLISHED' else t.kind end,
      ${at}::timestamptz, is_now.visible_from, was.visible_from, t."isForDesk", a.version,
      a.language, nullif(last.language, a.language), t.fields, tagged.cache_tags, nullif(last.cache_tags, tagged.cache_tags),
      pointing.targets, nullif(last.targets, pointing.targets)
    from ${recordset(changes.map(rowOf))} as t(article bigint, kind change_kind, fields text[], "isForDesk" boolean)
    join articles a on a.id = t.article
    left join lateral (select * from changes c where c.entity_type = 'ARTICLE' and c.entity_id = a.id order by c.id desc limit 1) as last on true
    cross join lateral (select coalesce(last.visible_from, 'infinity') as visible_from) as was
    cross join lateral (select case
      when t.kind = 'DELETED' or a.status <> 'PUBLISHED' or a.published_at is null then 'infinity'
      when greatest(a.published_at, a.embargoed_until) <= ${at}::timestamptz then '-infinity'
      else greatest(a.published_at, a.embargoed_until) end as visible_from) as is_now
    cross join lateral (select ${cacheTagsOf(name("a"))} as cache_tags) as tagged
    cross join lateral (select array(select distinct r.target_id from related_stories as r where r.article_id = a.id order by 1) as targets) as pointing
    order by a.id
    returning entity_id as "articleId", cache_tags || was_cache_tags as "cacheTags",
      ${isNoticed(sql`kind`, sql`changed_fields`)} as "isNoticed"`.execute(em.getKysely());
  return rows.map((row) => ({ ...row, articleId: Number(row.articleId), cacheTags: [...new Set(row.cacheTags)] }));
}

function rowOf({ articleId, kind, changedFields, isForDesk = false }: ArticleChange): object {
  const isOfRelations = kind === "UPDATED" && changedFields.length === 1 && changedFields[0] === "related";
  return { article: articleId, kind: isOfRelations ? "RELATIONS_CHANGED" : kind, fields: changedFields, isForDesk };
}
