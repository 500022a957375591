import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { ArticleDraft, RelatedDraft } from "../article/article.draft.ts";
import type { ArticleWrite } from "../article/article-write.ts";
import type { RelationOrigin } from "../../database/vocabulary.ts";
import { recordset } from "../recordset.ts";

/** Articles by URI; of those that are known from mentions only, what is said of them is kept with each edge. */
export type RelatedTargets = ReadonlyMap<string, { readonly id: number; readonly isStub: boolean }>;

/** SOURCE: drafts hold the edges that were imported. DESK: those of editors, too. */
export type EdgesOf = "SOURCE" | "DESK";

const ORIGINS: Record<EdgesOf, readonly RelationOrigin[]> = { SOURCE: ["IMPORT"], DESK: ["IMPORT", "EDITOR"] };

/**
 * Makes the edges of these articles those of their drafts, numbered within each placement. An edge to the same target
 * in the same placement keeps its id. A source's edges stand behind the editors', and where both point at the same
 * story the editor's stands for both.
 *
 * @returns what was dropped, by URI of the article
 */
export async function replaceRelated(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  { targets, edgesOf }: { targets: RelatedTargets; edgesOf: EdgesOf },
): Promise<Map<string, string[]>> {
  const notes = new Map<string, string[]>();
  const fresh: object[] = [];
  const renewed: object[] = [];
  for (const { draft, held, publication } of writes) {
    const { edges, dropped } = edgesIn(draft, targets, publication.publishedAt);
    if (dropped.length > 0) notes.set(draft.uri, dropped);
    (held ? renewed : fresh).push(...edges);
  }
  const heldIds = writes.flatMap(({ held }) => (held ? [held.id] : []));
  if (heldIds.length > 0) await removeMissing(em, renewed, { articleIds: heldIds, origins: ORIGINS[edgesOf] });
  await insert(em, [...renewed, ...fresh], edgesOf);
  return notes;
}

function edgesIn(draft: ArticleDraft, targets: RelatedTargets, published: Date | null) {
  const edges = new Map<string, object>();
  const dropped: string[] = [];
  const counts = { INLINE: 0, SIDEBAR: 0, END: 0 };
  for (const { target, kind, placement, label, anchor, origin = "IMPORT" } of draft.related) {
    const known = targets.get(target.uri);
    const key = `${placement} ${target.uri}`;
    const where = `${placement.toLowerCase()} related story ${target.uri}`;
    if (target.uri === draft.uri) dropped.push(`${where} was dropped: it is the article itself`);
    else if (edges.has(key)) dropped.push(`${where} was dropped: it is there already`);
    else {
      edges.set(key, {
        article: targets.get(draft.uri)?.id,
        target: known?.id,
        kind,
        origin,
        placement,
        position: ++counts[placement],
        label,
        anchor,
        mention: known?.isStub ? mentionOf(target, draft) : undefined,
        published,
      });
    }
  }
  return { edges: edges.values(), dropped };
}

const mentionOf = (target: RelatedDraft["target"], by: ArticleDraft) => {
  const { uri: _uri, language, ...said } = target;
  return { ...said, language: language ?? by.language };
};

async function removeMissing(
  em: EntityManager,
  edges: readonly object[],
  { articleIds, origins }: { articleIds: readonly number[]; origins: readonly RelationOrigin[] },
): Promise<void> {
  await sql`
    delete from related_stories r where r.article_id = any(${articleIds}::bigint[]) and r.origin = any(${origins}::relation_origin[])
      and (r.article_id, r.target_id, r.placement) not in (
        select article, target, placement from ${recordset(edges)} as t(article bigint, target bigint, placement placement))`.execute(
    em.getKysely(),
  );
}

async function insert(em: EntityManager, edges: readonly object[], edgesOf: EdgesOf): Promise<void> {
  if (edges.length === 0) return;
  const behind = sql`(select count(*) from related_stories e
    where e.article_id = article and e.placement = t.placement and e.origin = 'EDITOR')`;
  await sql`
    insert into related_stories as r (article_id, target_id, kind, origin, placement, position, label, anchor, mention, published_at)
    select article, target, kind, origin, placement, position + ${edgesOf === "SOURCE" ? behind : sql`0`}, label, anchor,
      mention, published
    from ${recordset(edges)} as t(article bigint, target bigint, kind relation_kind, origin relation_origin,
      placement placement, position smallint, label text, anchor text, mention json, published timestamptz)
    on conflict (article_id, target_id, placement) do update set kind = excluded.kind, origin = excluded.origin,
      position = excluded.position, label = excluded.label, anchor = excluded.anchor, mention = excluded.mention,
      published_at = excluded.published_at
    where (r.origin <> 'EDITOR' or excluded.origin = 'EDITOR')
      and (r.kind, r.origin, r.position, r.label, r.anchor, r.mention::text, r.published_at) is distinct from
        (excluded.kind, excluded.origin, excluded.position, excluded.label, excluded.anchor, excluded.mention::text, excluded.published_at)`.execute(
    em.getKysely(),
  );
}
