import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { name } from "../reading/sql.ts";
import { COMMON_TAG, isCounted, languageOf } from "./suggestion.rules.ts";

/** A language's words are counted again when it has so many times the stories. */
const GROWTH = 1.5;
/** Of a language with more stories, as many of the latest stand for all. */
const SAMPLE = 20_000;

/**
 * The languages whose statistics no longer hold: new ones, and those that have grown by half. None while only stories wait
 * that readers do not see, or a count would tell that they came.
 */
export async function outgrownLanguages(em: EntityManager): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    select now.language from (
      select ${languageOf(sql`a`)} as language, count(*) as articles from articles as a where ${isCounted(sql`a`)} group by 1
    ) as now left join suggestion_statistics as s on s.term = now.language || ':'
    where exists (select from suggestion_queue as q join articles as a on a.id = q.article_id where ${isCounted(sql`a`)}) and now.articles >= coalesce(${name(String(GROWTH))} * s.articles, 1) order by 1`.execute(
    em.getKysely(),
  );
  return rows.map(({ language }) => language);
}

/** The languages there are stories in. */
export async function allLanguages(em: EntityManager): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    select distinct ${languageOf(sql`a`)} as language from articles as a where ${isCounted(sql`a`)} order by 1`.execute(
    em.getKysely(),
  );
  return rows.map(({ language }) => language);
}

/** Counts anew in how many stories each word and each common tag occurs. What weighs by it is to be indexed again. */
export async function countTerms(em: EntityManager, languages: readonly string[]): Promise<void> {
  await em.transactional(async (transaction) => {
    const db = transaction.getKysely();
    for (const language of languages) {
      // « fr: » to « fr; » is all that begins with « fr: ».
      await sql`delete from suggestion_statistics where term >= ${`${language}:`} and term < ${`${language};`}`.execute(
        db,
      );
      await sql`
        with everyone as (
          select count(*) as articles from articles as a where ${isCounted(sql`a`)} and ${languageOf(sql`a`)} = ${language}
        ), latest as materialized (
          select a.id from articles as a where ${isCounted(sql`a`)} and ${languageOf(sql`a`)} = ${language}
          order by a.published_at desc, a.id desc limit ${name(String(SAMPLE))}
        )
        insert into suggestion_statistics (term, articles)
        select ${`${language}:`}, articles from everyone
        union all
        select ${`${language}:`} || word.lexeme,
          count(*) * (select articles from everyone) / (select count(*) from latest)
        from latest join article_search as text on text.article_id = latest.id cross join lateral unnest(text.document) as word
        where word.lexeme !~ '^[0-9]+$'
        group by word.lexeme having count(*) > 1`.execute(db);
    }
    await sql`delete from suggestion_statistics where term < '$'`.execute(db);
    await sql`
      insert into suggestion_statistics (term, articles)
      select '#' || g.tag_id, count(*) from taggings as g join articles as a on a.id = g.article_id and ${isCounted(sql`a`)}
      group by g.tag_id having count(*) > ${name(String(COMMON_TAG))}`.execute(db);
  });
}
