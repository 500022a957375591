import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { relistSuggestions } from "../suggestion/suggestion-queue.commands.ts";
import { type Desk, refuse, write, type Written } from "./desk.ts";

/** One story as it is suggested beside another. */
export interface SuggestionAddress {
  articleId: number;
  targetId: number;
}

/** Takes a story out of an article's suggestions for good: it is not found again, whatever it has in common with it. */
export function dismissSuggestion(desk: Desk, { articleId, targetId }: SuggestionAddress): Promise<Written> {
  return write(desk, async (em, now) => {
    await checkArticles(em, { articleId, targetId });
    await sql`
      insert into suggestion_dismissals (article_id, target_id, dismissed_at)
      values (${articleId}, ${targetId}, ${now.toISOString()}) on conflict (article_id, target_id) do nothing`.execute(
      em.getKysely(),
    );
    return relisted(em, articleId);
  });
}

/** Takes a dismissal back: the story is suggested again if it is among the best. */
export function restoreSuggestion(desk: Desk, { articleId, targetId }: SuggestionAddress): Promise<Written> {
  return write(desk, async (em) => {
    await checkArticles(em, { articleId, targetId });
    await sql`
      delete from suggestion_dismissals where article_id = ${articleId} and target_id = ${targetId}`.execute(
      em.getKysely(),
    );
    return relisted(em, articleId);
  });
}

async function relisted(em: EntityManager, articleId: number) {
  await relistSuggestions(em, articleId);
  return { articleId, cacheTags: [`Article:${articleId}`] };
}

/** @throws {RefusedWrite} NOT_FOUND, SELF_REFERENCE */
async function checkArticles(em: EntityManager, address: SuggestionAddress): Promise<void> {
  const { articleId, targetId } = address;
  const { rows } = await sql<{ id: string }>`
    select id from articles where id = any(${[articleId, targetId]}::bigint[])`.execute(em.getKysely());
  for (const [argument, id] of Object.entries(address))
    if (!rows.some((row) => Number(row.id) === id))
      refuse({ code: "NOT_FOUND", message: `There is no Article:${id}.`, path: [argument] });
  if (articleId === targetId)
    refuse({ code: "SELF_REFERENCE", message: "An article is not suggested beside itself.", path: ["targetId"] });
}
