import type { RelatedDraft } from "../../content/article/article.draft.ts";
import type { StoredBlock } from "../../content/body/stored-body.ts";
import type { Findings } from "./format.ts";

/** The edges without those to the article itself and without repeats: a placement holds a story once. */
export function distinctEdges(related: RelatedDraft[], uri: string, findings: Findings): RelatedDraft[] {
  const seen = new Set<string>();
  return related.filter(({ placement, target }) => {
    const key = `${placement} ${target.uri}`;
    if (target.uri === uri) findings.note(`« ${target.headline} » points at the article itself: not kept.`);
    else if (seen.has(key)) findings.note(`« ${target.headline} » stands twice among the related stories: kept once.`);
    else {
      seen.add(key);
      return true;
    }
    return false;
  });
}

/** The blocks without places for a related story that is not there. */
export function withoutEmptyPlaces(blocks: StoredBlock[], related: RelatedDraft[], findings: Findings): StoredBlock[] {
  const anchors = new Set(related.map(({ anchor }) => anchor));
  return blocks.filter((block) => {
    const isEmpty = block.type === "RELATED_STORY" && !anchors.has(block.anchor);
    if (isEmpty) findings.note(`No story stands behind the place ${block.anchor} in the body: the place is left out.`);
    return !isEmpty;
  });
}

/** Inline stories in the order of their places in the body, then the others as they come. */
export function inReadingOrder(related: RelatedDraft[], body: StoredBlock[]): RelatedDraft[] {
  const places = new Map(
    body.flatMap((block, index) => (block.type === "RELATED_STORY" ? [[block.anchor, index] as const] : [])),
  );
  const place = ({ anchor }: RelatedDraft) => places.get(anchor ?? "") ?? body.length;
  return related.toSorted((one, other) => place(one) - place(other));
}
