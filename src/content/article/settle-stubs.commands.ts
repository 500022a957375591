import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { Mention } from "../../database/entities/related-story.entity.ts";
import { recordset } from "../recordset.ts";
import { saveSearchRows } from "../search/search-rows.commands.ts";
import { queueSuggestions } from "../suggestion/suggestion-queue.commands.ts";
import { readArticles } from "./article-rows.commands.ts";
import { chooseSlugs } from "./article-slugs.commands.ts";
import { stubOf } from "./article-stubs.commands.ts";
import { refreshCopies } from "./article.listings.ts";

/*
 * A stub is a story that is known from others only. It is there for readers exactly while a story that they may see
 * mentions it, with the mention's own hold, and in the words of such a mention. Visibility begins by time and ends by
 * writes: so whichever mention shows first has the words for as long as it stands, and a stub's row is settled by each
 * write that touches a story which mentions it.
 */

/** A stub beside what its mentions make of it. */
interface Settling {
  id: number;
  uri: string;
  mention: Mention | null;
  /** From when readers see the mention, and so the stub; null: never. */
  shownFromMs: number | null;
  /** They saw it before, by the slug it has. */
  wasSeen: boolean;
}

/**
 * From when readers see a mention `r` of the stub `a` in an article `m`: 'infinity' for never, as of a story without a time.
 * An editor's edge says nothing of its own where a source's story does: what that holds back stays held.
 */
const SHOWN_FROM = sql`case
  when r.origin = 'EDITOR' and exists (select from related_stories as s join articles as o on o.id = s.article_id
    where s.target_id = r.target_id and s.origin <> 'EDITOR' and s.mention is not null and o.status = 'PUBLISHED') then 'infinity'
  when a.source_status in ('WITHHELD', 'CANCELED') or m.status <> 'PUBLISHED' or r.mention ->> 'status' in ('DRAFT', 'WITHDRAWN') or r.mention ->> 'isPending' = 'true'
    or m.published_at is null or r.mention ->> 'publishedAt' is null then 'infinity'
  else greatest(m.published_at, m.embargoed_until, (r.mention ->> 'publishedAt')::timestamptz,
    (r.mention ->> 'embargoedUntil')::timestamptz, a.source_embargoed_until) end`;

/**
 * Makes stubs what their mentions say now. Belongs behind every write of the stories that point at them, whatever of
 * these changed; one that was withdrawn, or is no stub any more, is left alone.
 *
 * @returns those that changed
 */
export async function settleStubs(em: EntityManager, ids: readonly number[], now: Date): Promise<number[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Settling>`
    select a.id::int as id, a.uri, told.mention,
      case when told.shown_from < 'infinity' then (extract(epoch from told.shown_from) * 1000)::float8 end as "shownFromMs",
      a.seen_at is not null or (a.status = 'PUBLISHED' and greatest(a.published_at, a.embargoed_until) <= ${now}::timestamptz) as "wasSeen"
    from articles as a left join lateral (
      select r.mention, ${SHOWN_FROM} as shown_from from related_stories as r join articles as m on m.id = r.article_id
      where r.target_id = a.id and r.mention is not null order by 2, r.id limit 1) as told on true
    where a.id = any(${[...new Set(ids)]}::bigint[]) and a.version = 0 and a.status <> 'WITHDRAWN'`.execute(
    em.getKysely(),
  );
  if (rows.length === 0) return [];
  const slugs = await chooseStubSlugs(em, rows, now);
  const settled = rows.map(({ id, uri, mention, shownFromMs, wasSeen }) => ({
    id,
    slug: slugs.get(uri),
    mention,
    shown: shownFromMs === null ? null : new Date(shownFromMs),
    seen: wasSeen || (shownFromMs !== null && shownFromMs <= now.getTime()),
  }));
  const changed = await sql<Settled>`
    update articles as a set status = made.status, headline = made.headline, language = made.language, slug = made.slug,
      published_at = made.published_at, embargoed_until = made.embargoed_until, modified_at = ${now}::timestamptz,
      seen_at = case when t.seen then coalesce(a.seen_at, least(t.shown, ${now}::timestamptz), ${now}::timestamptz) end
    from ${recordset(settled)} as t(id bigint, slug text, mention json, shown timestamptz, seen boolean)
    cross join lateral (select
      case when t.shown is null then 'DRAFT' else 'PUBLISHED' end::article_status as status,
      coalesce(t.mention ->> 'headline', (select headline from articles where id = t.id)) as headline,
      coalesce(t.mention ->> 'language', (select language from articles where id = t.id)) as language,
      coalesce(t.slug, (select slug from articles where id = t.id)) as slug,
      (t.mention ->> 'publishedAt')::timestamptz as published_at,
      nullif(t.shown, (t.mention ->> 'publishedAt')::timestamptz) as embargoed_until) as made
    where a.id = t.id and (a.status, a.headline, a.language, a.slug, a.published_at, a.embargoed_until)
      is distinct from (made.status, made.headline, made.language, made.slug, made.published_at, made.embargoed_until)
    returning a.id, a.uri, a.headline, a.language`.execute(em.getKysely());
  await refresh(em, changed.rows);
  return changed.rows.map(({ id }) => Number(id));
}

interface Settled {
  id: string;
  uri: string;
  headline: string;
  language: string;
}

/** What is copied from stubs, and what they are found by. */
async function refresh(em: EntityManager, stubs: readonly Settled[]): Promise<void> {
  if (stubs.length === 0) return;
  const ids = stubs.map(({ id }) => Number(id));
  await refreshCopies(em, ids);
  await saveSearchRows(
    em,
    stubs.map(({ uri, headline, language }) => stubOf({ uri, headline }, language)),
    new Map(stubs.map(({ uri, id }) => [uri, Number(id)])),
  );
  await queueSuggestions(em, sql`select unnest(${ids}::bigint[])`);
}

/** A slug that readers may know stays: links are worth more than words. One that spells what they may not read goes. */
async function chooseStubSlugs(
  em: EntityManager,
  stubs: readonly Settling[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const unseen = stubs.filter(({ wasSeen, mention }) => !wasSeen && mention);
  if (unseen.length === 0) return new Map();
  const held = await readArticles(
    em,
    unseen.map(({ uri }) => uri),
  );
  return chooseSlugs(
    em,
    unseen.flatMap(({ uri, mention }) => {
      const stub = held.get(uri);
      return mention && stub ? [{ ...stubOf({ uri, ...mentioned(mention) }, mention.language), held: stub }] : [];
    }),
    now,
  );
}

const mentioned = ({ headline, slug, language }: Mention) => ({ headline, language, ...(slug && { slug }) });
