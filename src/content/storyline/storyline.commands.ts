import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { writing } from "../article/write-articles.commands.ts";
import { recordChanges } from "../change/record-changes.ts";
import { recordEntityChanges } from "../change/record-entity-changes.ts";
import { freeSlugs } from "../free-slugs.ts";
import { recordset } from "../recordset.ts";
import { slugify } from "../slug.ts";
import { slugOwners } from "../slug-owners.ts";
import { queueSuggestions } from "../suggestion/suggestion-queue.commands.ts";
import { readersAt, visible } from "../visibility.ts";
import type { StorylineDraft } from "./storyline.draft.ts";

export interface SavedStoryline {
  uri: string;
  id: number;
  outcome: "CREATED" | "UPDATED" | "UNCHANGED";
  /** One for each entry that is no article of ours: it was left out. */
  notes: string[];
}

/**
 * Writes storylines, whole and all together, in one transaction; they are identified by URI. Entries replace those there
 * were. Answers one result a draft, in their order.
 *
 * @param drafts each URI once
 * @param clock has the time of the write, which is the database's unless given
 */
export async function saveStorylines(
  em: EntityManager,
  drafts: readonly StorylineDraft[],
  clock: { readonly now?: Date | undefined } = {},
): Promise<SavedStoryline[]> {
  if (drafts.length === 0) return [];
  return writing(
    em,
    async (transaction, now) => {
      const before = await readStorylines(transaction, drafts, now);
      const ids = await writeStorylines(transaction, drafts, before);
      const known = await writeEntries(transaction, drafts, ids);
      const after = await readStorylines(transaction, drafts, now);
      await recordStorylines(transaction, { before, after }, now);
      return drafts.map(({ uri, entries }) => ({
        uri,
        id: after.get(uri)?.id ?? 0,
        outcome: outcomeOf(before.get(uri), after.get(uri)),
        notes: entries
          .filter(({ article }) => !known.has(article))
          .map(({ article }) => `${article} is no article of ours: left out of the storyline.`),
      }));
    },
    clock,
  );
}

interface HeldStoryline {
  id: number;
  /** All that a draft says of it, as text. */
  content: string;
  articleIds: number[];
  /** The same of what readers see of it; none without a story that they see. */
  seen: string | null;
}

function outcomeOf(before: HeldStoryline | undefined, after: HeldStoryline | undefined): SavedStoryline["outcome"] {
  if (!before) return "CREATED";
  return before.content === after?.content ? "UNCHANGED" : "UPDATED";
}

/** By URI. */
async function readStorylines(
  em: EntityManager,
  drafts: readonly StorylineDraft[],
  now: Date,
): Promise<Map<string, HeldStoryline>> {
  const { rows } = await sql<Omit<HeldStoryline, "id"> & { uri: string; id: string; articleIds: string[] }>`
    select s.uri, s.id, json_build_array(s.slug, s.title, s.status, s.summary, told.entries)::text as content,
      coalesce(told.ids, '{}') as "articleIds",
      case when told.seen is not null then json_build_array(s.slug, s.title, s.status, s.summary, told.seen)::text end as seen
    from storylines s cross join lateral (
      select json_agg(entry order by position) as entries, json_agg(entry order by position) filter (where is_seen) as seen, array_agg(id) as ids
      from (
        select e.position, a.id, json_build_array(a.id, e.key_moment, e.caption) as entry,
          ${visible(sql`a`, readersAt(now))} as is_seen
        from storyline_entries e join articles a on a.id = e.article_id where e.storyline_id = s.id) as e) as told
    where s.uri = any(${drafts.map(({ uri }) => uri)}::text[])`.execute(em.getKysely());
  return new Map(
    rows.map(({ uri, ...row }) => [uri, { ...row, id: Number(row.id), articleIds: row.articleIds.map(Number) }]),
  );
}

/** Their changes, and those of the stories that are or were in them. */
async function recordStorylines(
  em: EntityManager,
  { before, after }: Record<"before" | "after", ReadonlyMap<string, HeldStoryline>>,
  now: Date,
): Promise<void> {
  const wasSeen = (uri: string) => (before.get(uri)?.seen ?? null) !== null;
  /** It changed by stories that readers never saw. */
  const isUnseen = (uri: string) => before.has(uri) && before.get(uri)?.seen === after.get(uri)?.seen;
  const changed = [...after].filter(([uri, held]) => outcomeOf(before.get(uri), held) !== "UNCHANGED");
  await recordEntityChanges(
    em,
    changed.map(([uri, { id }]) => ({
      type: "STORYLINE" as const,
      id,
      ...(wasSeen(uri) ? UPDATED : PUBLISHED),
      isForDesk: isUnseen(uri),
    })),
    now,
  );
  const isForDesk = new Map<number, boolean>();
  for (const [uri, held] of changed)
    for (const id of [...(before.get(uri)?.articleIds ?? []), ...held.articleIds])
      isForDesk.set(id, isUnseen(uri) && (isForDesk.get(id) ?? true));
  await recordChanges(
    em,
    [...isForDesk].map(([articleId, isUntold]) => ({
      articleId,
      kind: "RELATIONS_CHANGED" as const,
      changedFields: ["storylines"],
      isForDesk: isUntold,
    })),
    now,
  );
}

const PUBLISHED = { kind: "PUBLISHED", fields: [] } as const;
/** With what a draft may have changed. */
const UPDATED = { kind: "UPDATED", fields: ["title", "status", "summary", "entries"] } as const;

/** Ids by URI. */
async function writeStorylines(
  em: EntityManager,
  drafts: readonly StorylineDraft[],
  held: ReadonlyMap<string, HeldStoryline>,
): Promise<Map<string, number>> {
  const slugs = await freeSlugs(
    drafts.map(({ uri, slug, title }) => ({ slug: slug ?? slugify(title), owner: held.get(uri)?.id })),
    (probes) => slugOwners(em, "storylines", probes),
  );
  const rows = drafts.map(({ uri, title, status, summary }, index) => ({
    uri,
    slug: slugs[index],
    title,
    status,
    summary,
  }));
  const written = await sql<{ uri: string; id: string }>`
    insert into storylines (uri, slug, title, status, summary) select uri, slug, title, status, summary
    from ${recordset(rows)} as t(uri text, slug text, title text, status storyline_status, summary text)
    on conflict (uri) do update set slug = excluded.slug, title = excluded.title, status = excluded.status,
      summary = excluded.summary
    returning uri, id`.execute(em.getKysely());
  return new Map(written.rows.map(({ uri, id }) => [uri, Number(id)]));
}

/** URIs of the articles there are. */
async function writeEntries(em: EntityManager, drafts: readonly StorylineDraft[], ids: ReadonlyMap<string, number>) {
  const rows = drafts.flatMap(({ uri, entries }) =>
    entries.map((entry, index) => ({ ...entry, storyline_id: ids.get(uri), position: index + 1 })),
  );
  const entered = sql`select distinct article_id from storyline_entries where storyline_id = any(${[...ids.values()]}::bigint[])`;
  await queueSuggestions(em, entered);
  await sql`delete from storyline_entries where storyline_id = any(${[...ids.values()]}::bigint[])`.execute(
    em.getKysely(),
  );
  const { rows: known } = await sql<{ uri: string }>`
    with written as (
      insert into storyline_entries (storyline_id, article_id, position, key_moment, caption, published_at)
      select t.storyline_id, a.id, t.position, t."keyMoment", t.caption, a.published_at
      from ${recordset(rows)} as t(storyline_id bigint, article text, position int, "keyMoment" boolean, caption text)
      join articles a on a.uri = t.article order by t.storyline_id, t.position
      on conflict (article_id, storyline_id) do nothing
    ) select uri from articles where uri = any(${rows.map(({ article }) => article)}::text[])`.execute(em.getKysely());
  await queueSuggestions(em, entered);
  return new Set(known.map(({ uri }) => uri));
}
