import { PLACEMENTS, type Placement, type RelationKind } from "../../database/vocabulary.ts";
import type { ArticleDraft, RelatedDraft } from "../article/article.draft.ts";
import { MAX_LENGTH } from "../article/article.limits.ts";
import type { Desk, Written } from "./desk.ts";
import { placesIn } from "./desk-body.ts";
import { type DeskTarget, readTargets } from "./desk-targets.ts";
import { type Addressed, editArticle } from "./edit-article.ts";
import { Problems } from "./problems.ts";

export interface RelatedInput {
  articleId: number;
  kind: RelationKind;
  /** The editor's words; none: the default of kind. */
  label?: string | null | undefined;
}

/**
 * Makes the editor's stories of a placement these, in this order. Imported ones stay behind them; one that is among both
 * is the editor's from now on. Inline, the n-th story stands in the n-th place that the body keeps.
 */
export function setRelated(
  desk: Desk,
  addressed: Addressed,
  { placement, items }: { placement: Placement; items: readonly RelatedInput[] },
): Promise<Written> {
  return editArticle(desk, addressed, {
    step: "update",
    kind: "RELATIONS_CHANGED",
    async edit({ em, draft, held }) {
      const problems = new Problems();
      const ids = items.map(({ articleId }) => articleId);
      const targets = await readTargets(em, ids, { problems, list: "items" });
      ids.forEach((id, index) => {
        if (id === held.id)
          problems.add("SELF_REFERENCE", ["items", String(index), "articleId"], "An article is not related to itself.");
      });
      const labels = items.map(({ label }, index) =>
        problems.line(label, MAX_LENGTH.name, ["items", String(index), "label"]),
      );
      problems.refuse();
      const edges = targets.map((target, index) =>
        edgeTo(target, { placement, label: labels[index], item: items[index] }),
      );
      return { draft: { ...draft, related: withEdges(draft, placement, edges) } };
    },
  });
}

function edgeTo(
  target: DeskTarget,
  { placement, label, item }: { placement: Placement; label: string | undefined; item: RelatedInput | undefined },
): RelatedDraft {
  const kind = item?.kind ?? "READ_ALSO";
  return { target: target.mention, kind, placement, origin: "EDITOR", ...(label !== undefined && { label }) };
}

/** In reading order, as they are read. */
function withEdges(draft: ArticleDraft, placement: Placement, edges: readonly RelatedDraft[]): RelatedDraft[] {
  const chosen = new Set(edges.map(({ target }) => target.uri));
  const kept = draft.related.filter(
    (edge) => edge.placement !== placement || (edge.origin !== "EDITOR" && !chosen.has(edge.target.uri)),
  );
  const taken = new Set(kept.map(({ anchor }) => anchor));
  const places = placesIn(draft.body ?? []).filter((anchor) => !taken.has(anchor));
  const placed =
    placement === "INLINE"
      ? edges.map((edge, index) => ({ ...edge, anchor: places[index] ?? `inline-${index + 1}` }))
      : edges;
  return [...placed, ...kept].toSorted((one, other) => rank(one) - rank(other));
}

const rank = ({ placement }: RelatedDraft): number => PLACEMENTS.indexOf(placement);
