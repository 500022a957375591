import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { name } from "../reading/sql.ts";
import { commonFrom, isSuggestible, languageOf, TERMS, termWeight, unitWeight } from "./suggestion.rules.ts";

/** Writes anew by which words these articles are found: the stems of their texts that tell most about each. */
export async function indexTerms(em: EntityManager, articleIds: readonly number[]): Promise<void> {
  const db = em.getKysely();
  await sql`delete from suggestion_terms where article_id = any(${articleIds}::bigint[])`.execute(db);
  await sql`
    insert into suggestion_terms (term, article_id, weight)
    select term, article_id, ${unitWeight(sql`weight`, sql`sum(weight * weight) over (partition by article_id)`)}
    from (
      select term, article_id, weight, row_number() over (partition by article_id order by weight desc, term) as place
      from (
        select own.term, a.id as article_id,
          ${termWeight(sql`cardinality(word.positions)`, { articles: sql`coalesce(everyone.articles, 1)`, having: sql`coalesce(known.articles, 1)` })} as weight
        from articles as a join article_search as text on text.article_id = a.id
        left join suggestion_statistics as everyone on everyone.term = ${languageOf(sql`a`)} || ':'
        cross join lateral unnest(text.document) as word
        cross join lateral (select ${languageOf(sql`a`)} || ':' || word.lexeme as term) as own
        left join suggestion_statistics as known on known.term = own.term
        where a.id = any(${articleIds}::bigint[]) and ${isSuggestible(sql`a`)} and word.lexeme !~ '^[0-9]+$'
          and (known.articles is null or known.articles < ${commonFrom(sql`everyone.articles`)})
      ) as weighed
    ) as placed
    where place <= ${name(String(TERMS))}`.execute(db);
}
