import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { RelatedDraft } from "../article/article.draft.ts";
import type { StoredBlock } from "../body/stored-body.ts";
import type { View } from "../reading/viewing.ts";
import { visible } from "../visibility.ts";

/** Where a body keeps places for stories: their anchors, each once, in reading order. */
export const placesIn = (body: readonly StoredBlock[]): string[] => [
  ...new Set(body.flatMap((block) => (block.type === "RELATED_STORY" ? [block.anchor] : []))),
];

/** The edges that stay as they are, and those that stand inline and have no place of their own among these. */
export function byPlace(related: readonly RelatedDraft[], places: readonly string[]) {
  const free = new Set(places);
  const [kept, homeless]: [RelatedDraft[], RelatedDraft[]] = [[], []];
  for (const edge of related) {
    const isKept = edge.placement !== "INLINE" || free.delete(edge.anchor ?? "");
    (isKept ? kept : homeless).push(edge);
  }
  return { kept, homeless };
}

/** Inline stories as the last ones at the end; not those that are there already. */
export function atTheEnd(edges: readonly RelatedDraft[], others: readonly RelatedDraft[]): RelatedDraft[] {
  const there = new Set(others.flatMap(({ placement, target }) => (placement === "END" ? [target.uri] : [])));
  return edges.flatMap((edge) => {
    const { anchor: _, ...rest } = edge;
    return there.has(edge.target.uri) ? [] : [{ ...rest, placement: "END" as const }];
  });
}

/** Inline stories in a sentence, by headline, uri and place; of those that the caller does not see, how many there are. */
export async function named(
  em: EntityManager,
  edges: readonly RelatedDraft[],
  { view = "PUBLIC", now }: { view?: View | undefined; now: Date },
): Promise<string> {
  const uris = edges.map(({ target }) => target.uri);
  const viewing = { now: sql`${now.toISOString()}::timestamptz`, view, licence: undefined };
  const { rows } = await sql<{ uri: string }>`
    select a.uri from articles as a where a.uri = any(${uris}::text[]) and ${visible(sql`a`, viewing)}`.execute(
    em.getKysely(),
  );
  const seen = new Set(rows.map(({ uri }) => uri));
  const names = edges
    .filter(({ target }) => seen.has(target.uri))
    .map(({ target, anchor }) => `« ${target.headline} » (${[target.uri, ...(anchor ? [anchor] : [])].join(", ")})`);
  const unseen = edges.length - names.length;
  return [...names, ...(unseen > 0 ? [`${unseen} that you do not see`] : [])].join(", ");
}
