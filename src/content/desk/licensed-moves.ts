import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ArticleDraft, SourceItem } from "../article/article.draft.ts";
import type { Move } from "../licence.ts";
import { sectionPath } from "../section/section.commands.ts";
import { isStorable } from "../storable.ts";
import { type Desk, refuse } from "./desk.ts";
import { sectionChain } from "../article/stored-draft.ts";

/*
 * A licence goes by the section that a story is in. Who may write it could move it into a licence of theirs, and read what
 * it says: so that takes a licence for the section in which it is.
 */

const pathOf = ({ section }: ArticleDraft): string | undefined => (section?.length ? sectionPath(section) : undefined);

/** What a write makes of a story, and which of its arguments names the section. */
interface Writing {
  readonly before: ArticleDraft;
  readonly after: ArticleDraft;
  readonly at?: readonly string[];
}

/** @throws {RefusedWrite} BEYOND_CALLER */
export function checkMove({ mayMove }: Desk, { before, after, at = ["patch", "sectionId"] }: Writing): void {
  if (before.body === undefined || !mayMove || mayMove({ from: pathOf(before), to: pathOf(after) })) return;
  refuse({
    code: "BEYOND_CALLER",
    message: "The caller is not licensed for the section that the story is in.",
    path: at,
  });
}

/** What comes from outside, in its order; `stayed` are the URIs of those that keep the section they are in. */
export async function withoutForbiddenMoves(
  em: EntityManager,
  items: readonly SourceItem[],
  mayMove: (move: Move) => boolean,
): Promise<{ sources: readonly SourceItem[]; stayed: ReadonlySet<string> }> {
  const drafts = items.flatMap((item) => ("hold" in item ? [] : [item]));
  const doubtful = drafts.filter((draft) => !mayMove({ from: undefined, to: pathOf(draft) }));
  const present = await sectionsWithBodies(em, doubtful);
  const stayed = new Map<string, Pick<ArticleDraft, "section">>();
  for (const draft of doubtful) {
    const from = present.get(draft.uri);
    if (from === undefined || mayMove({ from: from ?? undefined, to: pathOf(draft) })) continue;
    stayed.set(draft.uri, from === null ? {} : { section: await sectionChain(em, from) });
  }
  const sources = items.map((item) => {
    const place = stayed.get(item.uri);
    if (!place || "hold" in item) return item;
    const { section: _, ...rest } = item;
    return { ...rest, ...place };
  });
  return { sources, stayed: new Set(stayed.keys()) };
}

/** Paths of the sections, by URI, of those that we have with their body; null: in none. */
async function sectionsWithBodies(
  em: EntityManager,
  drafts: readonly ArticleDraft[],
): Promise<Map<string, string | null>> {
  if (drafts.length === 0) return new Map();
  const uris = drafts.map(({ uri }) => uri).filter(isStorable);
  const { rows } = await sql<{ uri: string; path: string | null }>`
    select a.uri, s.path from articles as a join article_bodies as b on b.article_id = a.id
    left join sections as s on s.id = a.section_id where a.uri = any(${uris}::text[])`.execute(em.getKysely());
  return new Map(rows.map(({ uri, path }) => [uri, path]));
}
