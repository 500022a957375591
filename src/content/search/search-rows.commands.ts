import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ArticleWrite } from "../article/article-write.ts";
import { name } from "../reading/sql.ts";
import { recordset } from "../recordset.ts";
import { visibleFrom } from "../visibility.ts";
import { searchText, textsOf } from "./search-text.rules.ts";
import { searchConfigOf } from "./search-words.rules.ts";

const VISIBLE_FROM = visibleFrom(name("a"));

/**
 * Makes articles to be found as they are now: their rows are written before.
 *
 * @param ids by URI
 */
export async function saveSearchRows(
  em: EntityManager,
  writes: readonly Pick<ArticleWrite, "draft">[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = writes.map(({ draft }) => {
    const config = searchConfigOf(draft.language);
    return {
      article: ids.get(draft.uri),
      config,
      headline: searchText([draft.headline], config),
      standfirst: searchText([draft.kicker ?? "", draft.standfirst?.text ?? ""], config),
      body: searchText(textsOf(draft.body ?? []), config),
    };
  });
  // Not ON CONFLICT: that would make the vectors of what is replaced twice.
  await sql`
    with t as materialized (
      select r.*, a.published_at as published, ${VISIBLE_FROM} as visible
      from ${recordset(rows)} as r(article bigint, config regconfig, headline text, standfirst text, body text)
      join articles as a on a.id = r.article),
    updated as (
      update article_search s set config = t.config, published_at = t.published, visible_from = t.visible,
        headline = t.headline, standfirst = t.standfirst, body = t.body
      from t where s.article_id = t.article returning article_id)
    insert into article_search (article_id, config, published_at, visible_from, headline, standfirst, body)
    select article, config, published, visible, headline, standfirst, body from t
    where not exists (select from updated u where u.article_id = t.article)`.execute(em.getKysely());
}

/** Brings what is copied from these articles up to date, but for their words. */
export async function refreshSearchRows(em: EntityManager, articleIds: readonly number[]): Promise<void> {
  await sql`
    update article_search as copy set published_at = a.published_at, visible_from = ${VISIBLE_FROM} from articles as a
    where copy.article_id = any(${articleIds}::bigint[]) and a.id = copy.article_id
      and (copy.published_at, copy.visible_from) is distinct from (a.published_at, ${VISIBLE_FROM})`.execute(
    em.getKysely(),
  );
}
