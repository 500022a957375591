import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { MentionedStory } from "../article/article.draft.ts";
import { revivedInstants } from "../article/draft-json.ts";
import { readersAt, visible } from "../visibility.ts";
import type { Problems } from "./problems.ts";

/** As much of an article as another one needs to point at it. */
export interface DeskTarget {
  id: number;
  /** What the desk says of it by pointing at it; of one that is known from others only, what it is shown by. */
  mention: MentionedStory;
}

/**
 * Of a row of `articles`, what whoever points at it says of it. The desk's word does not show a story that is known from
 * others only and that readers do not see.
 */
export const mentionAt = (
  now: Date,
) => sql`json_strip_nulls(json_build_object('uri', uri, 'headline', headline, 'slug', slug,
  'language', language, 'publishedAt', published_at,
  'isPending', case when version = 0 and not coalesce(${visible(sql`articles`, readersAt(now))}, false) then true end))`;

export const mentionFrom = (json: object): MentionedStory => revivedInstants(json) as MentionedStory;

/** The articles that a list of the desk names, in its order; those that cannot be pointed at go to `problems`. */
export async function readTargets(
  em: EntityManager,
  ids: readonly number[],
  { problems, list, now }: { problems: Problems; list: string; now: Date },
): Promise<DeskTarget[]> {
  const path = (index: number) => [list, String(index), "articleId"];
  problems.distinct(ids, [list], path);
  const { rows } = await sql<{ id: string; status: string; mention: object }>`
    select id, status, ${mentionAt(now)} as mention from articles where id = any(${ids}::bigint[])`.execute(
    em.getKysely(),
  );
  const found = new Map(rows.map(({ id, ...row }) => [Number(id), row]));
  return ids.flatMap((id, index) => {
    const row = found.get(id);
    if (!row) problems.add("NOT_FOUND", path(index), `There is no Article:${id}.`);
    else if (row.status === "WITHDRAWN") problems.add("WITHDRAWN", path(index), `Article:${id} is withdrawn.`);
    else return [{ id, mention: mentionFrom(row.mention) }];
    return [];
  });
}
