import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { readersAt } from "../visibility.ts";
import { cacheTagOf, isThere } from "./entities.ts";
import type { RecordedChange } from "./record-changes.ts";
import { placesOf } from "./shown-beside.ts";

/** What a cache has to drop after these changes: what answers that show the articles are cached under, and what shows them to readers. */
export async function purgedTags(em: EntityManager, changes: readonly RecordedChange[], at: Date): Promise<string[]> {
  const noticed = changes.flatMap(({ articleId, isNoticed }) => (isNoticed ? [articleId] : []));
  const { rows } = await sql<{ tag: string }>`
    select ${cacheTagOf(sql`type`, sql`places.id`)} as tag
    from unnest(${noticed}::bigint[]) as article(id), lateral (${placesOf(sql`article.id`)}) as places
    where ${isThere(sql`type`, sql`places.id`, readersAt(at))}`.execute(em.getKysely());
  return [...changes.flatMap(({ cacheTags }) => cacheTags), ...rows.map(({ tag }) => tag)];
}
