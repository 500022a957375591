import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ArticleWrite } from "../article/article-write.ts";
import { recordset } from "../recordset.ts";
import { searchText, textsOf } from "./search-text.rules.ts";
import { searchConfigOf } from "./search-words.rules.ts";

/**
 * Makes articles to be found as they are now.
 *
 * @param ids by URI
 */
export async function saveSearchRows(
  em: EntityManager,
  writes: readonly Pick<ArticleWrite, "draft" | "publication">[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = writes.map(({ draft, publication }) => {
    const config = searchConfigOf(draft.language);
    return {
      article: ids.get(draft.uri),
      config,
      published: publication.publishedAt,
      headline: searchText([draft.headline], config),
      standfirst: searchText([draft.kicker ?? "", draft.standfirst?.text ?? ""], config),
      body: searchText(textsOf(draft.body ?? []), config),
    };
  });
  // Not ON CONFLICT: that would make the vectors of what is replaced twice.
  await sql`
    with t as materialized (
      select * from ${recordset(rows)}
        as t(article bigint, config regconfig, published timestamptz, headline text, standfirst text, body text)),
    updated as (
      update article_search s set config = t.config, published_at = t.published, headline = t.headline,
        standfirst = t.standfirst, body = t.body
      from t where s.article_id = t.article returning article_id)
    insert into article_search (article_id, config, published_at, headline, standfirst, body)
    select article, config, published, headline, standfirst, body from t
    where not exists (select from updated u where u.article_id = t.article)`.execute(em.getKysely());
}
