import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { Facts } from "./publication.rules.ts";

/**
 * What the sources' stories that mention a stub hold back of it, as facts of its source: the least that one of them does. It
 * stays when the stub becomes a story of its own.
 */
export async function mentionHolds(
  em: EntityManager,
  articleId: number,
): Promise<Partial<Pick<Facts, "sourceStatus" | "sourceEmbargoedUntil">>> {
  const { rows } = await sql<{ isHeld: boolean; untilMs: number | null }>`
    select r.mention ->> 'status' in ('DRAFT', 'WITHDRAWN') is true as "isHeld",
      (extract(epoch from (r.mention ->> 'embargoedUntil')::timestamptz) * 1000)::float8 as "untilMs"
    from related_stories as r join articles as m on m.id = r.article_id
    where r.target_id = ${articleId} and r.origin <> 'EDITOR' and r.mention is not null and m.status = 'PUBLISHED'
    order by 1, 2 nulls first limit 1`.execute(em.getKysely());
  const [least] = rows;
  if (!least) return {};
  return {
    ...(least.isHeld && { sourceStatus: "WITHHELD" }),
    ...(least.untilMs !== null && { sourceEmbargoedUntil: new Date(least.untilMs) }),
  };
}
