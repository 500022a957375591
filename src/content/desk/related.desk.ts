import { PLACEMENTS, type Placement, type RelationKind } from "../../database/vocabulary.ts";
import type { ArticleDraft, RelatedDraft } from "../article/article.draft.ts";
import { MAX_LENGTH } from "../article/article.limits.ts";
import type { Desk, Written } from "./desk.ts";
import { type DeskTarget, readTargets } from "./desk-targets.ts";
import { type Addressed, editArticle } from "./edit-article.ts";
import { placesIn } from "./inline-places.ts";
import { Problems } from "./problems.ts";

export interface RelatedInput {
  articleId: number;
  kind: RelationKind;
  /** The editor's words; none: the default of kind. */
  label?: string | null | undefined;
}

/**
 * Makes the editor's stories of a placement these, in this order. Imported ones stay behind them; one that is among both
 * is the editor's from now on. Inline, the n-th story stands in the n-th place that the body keeps for the editor's; those
 * for which it keeps none are NO_PLACE.
 */
export function setRelated(
  desk: Desk,
  addressed: Addressed,
  { placement, items }: { placement: Placement; items: readonly RelatedInput[] },
): Promise<Written> {
  return editArticle(desk, addressed, {
    step: "update",
    kind: "RELATIONS_CHANGED",
    async edit({ em, draft, held, now }) {
      const problems = new Problems();
      const ids = items.map(({ articleId }) => articleId);
      const targets = await readTargets(em, ids, { problems, list: "items", now });
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
      const kept = keptBeside(edges, { draft, placement });
      const places = placement === "INLINE" ? freePlaces(draft, kept) : [];
      if (placement === "INLINE") checkPlaces(ids, places, problems);
      problems.refuse();
      // In reading order, as they are read.
      const related = [...placed(edges, places), ...kept].toSorted((one, other) => rank(one) - rank(other));
      return { draft: { ...draft, related } };
    },
  });
}

/** More stories than the body has places. */
function checkPlaces(ids: readonly number[], places: readonly string[], problems: Problems): void {
  ids.forEach((id, index) => {
    const path = ["items", String(index), "articleId"];
    if (index >= places.length)
      problems.add(
        "NO_PLACE",
        path,
        `The body has no place for Article:${id}: it keeps ${places.length} for the desk's stories.`,
      );
  });
}

function edgeTo(
  target: DeskTarget,
  { placement, label, item }: { placement: Placement; label: string | undefined; item: RelatedInput | undefined },
): RelatedDraft {
  const kind = item?.kind ?? "READ_ALSO";
  return { target: target.mention, kind, placement, origin: "EDITOR", ...(label !== undefined && { label }) };
}

/** The stories that are not replaced: of other placements, and the source's that the editor has not chosen. */
function keptBeside(
  edges: readonly RelatedDraft[],
  { draft, placement }: { draft: ArticleDraft; placement: Placement },
): RelatedDraft[] {
  const chosen = new Set(edges.map(({ target }) => target.uri));
  return draft.related.filter(
    (edge) => edge.placement !== placement || (edge.origin !== "EDITOR" && !chosen.has(edge.target.uri)),
  );
}

function freePlaces({ body = [] }: ArticleDraft, kept: readonly RelatedDraft[]): string[] {
  const taken = new Set(kept.map(({ anchor }) => anchor));
  return placesIn(body).filter((anchor) => !taken.has(anchor));
}

/** The n-th story in the n-th place; where there are no places, as they are. */
const placed = (edges: readonly RelatedDraft[], places: readonly string[]): RelatedDraft[] =>
  edges.map((edge, index) => {
    const anchor = places[index];
    return anchor === undefined ? edge : { ...edge, anchor };
  });

const rank = ({ placement }: RelatedDraft): number => PLACEMENTS.indexOf(placement);
