import { isDeepStrictEqual } from "node:util";
import type { ArticleDraft, RelatedDraft } from "./article.draft.ts";
import { changedFields, isSamePart, stored as asStored, type Snapshot } from "./article-version.rules.ts";

/** Parts of a draft that the desk may write; what it wrote is its own, and a source's next version leaves it alone. */
export const OWNABLE = [
  "slug",
  "headline",
  "kicker",
  "standfirst",
  "dateline",
  "byline",
  "contributors",
  "section",
  "tags",
  "leadImage",
  "body",
  "urgency",
  "copyrightHolder",
  "copyrightNotice",
  "usageTerms",
  "isSyndicatable",
] as const satisfies readonly (keyof ArticleDraft)[];

export type OwnablePart = (typeof OWNABLE)[number];
export type Ownership = ReadonlySet<string>;

const isDrawnByDesk = ({ origin }: RelatedDraft) => origin === "EDITOR";

/** The source's draft with the parts that the desk owns as they are stored, and the edges that it drew. */
export function withOwned(offered: ArticleDraft, stored: ArticleDraft, owned: Ownership): ArticleDraft {
  const draft: ArticleDraft = { ...offered };
  for (const part of OWNABLE) if (owned.has(part)) copyPart(part, stored, draft);
  // With a body go the pictures and the stories that stand in it.
  const ownsBody = owned.has("body");
  if (ownsBody) draft.representation = stored.representation;
  return {
    ...draft,
    images: picturesFor(draft, ownsBody ? [stored, offered] : [offered, stored]),
    related: [...stored.related.filter(isDrawnByDesk), ...importedEdges(offered, stored, ownsBody)],
  };
}

function copyPart<Part extends OwnablePart>(part: Part, from: ArticleDraft, to: Pick<ArticleDraft, Part>): void {
  if (from[part] === undefined) delete to[part];
  else to[part] = from[part];
}

function importedEdges(offered: ArticleDraft, stored: ArticleDraft, ownsBody: boolean): RelatedDraft[] {
  const beside = offered.related.filter(({ placement }) => placement !== "INLINE");
  const inline = (ownsBody ? stored : offered).related.filter(({ placement }) => placement === "INLINE");
  return [...inline.filter((edge) => !isDrawnByDesk(edge)), ...beside];
}

/** The pictures that lead or stand in the body, in the words of the first that has them. */
function picturesFor({ leadImage, body = [] }: ArticleDraft, from: readonly ArticleDraft[]): ArticleDraft["images"] {
  const urls = new Set([
    ...(leadImage === undefined ? [] : [leadImage]),
    ...body.flatMap((block) => (block.type === "IMAGE" ? [block.image] : [])),
  ]);
  const images = from.flatMap((draft) => draft.images);
  return [...urls].flatMap((url) => images.find((image) => image.url === url) ?? []);
}

/** The parts that the desk owns and of which the source has something else. */
export const waitingParts = (offered: ArticleDraft, stored: ArticleDraft, owned: Ownership): OwnablePart[] =>
  OWNABLE.filter((part) => owned.has(part) && !isSamePart(part, offered[part], stored[part]));

/** Whether a story, as what its source sent was merged into it, is what it was; when it is shown is another matter. */
export function isSameStory(stored: ArticleDraft, merged: ArticleDraft): boolean {
  const { status, publishedAt, embargoedUntil } = stored;
  const unsaid = {
    slug: merged.slug ?? stored.slug,
    isSyndicatable: merged.isSyndicatable ?? stored.isSyndicatable,
  };
  const after = asStored({ ...merged, ...unsaid, status, publishedAt, embargoedUntil }) as Snapshot;
  return (
    changedFields(asStored(stored) as Snapshot, after).length === 0 &&
    merged.related.every((edge) => saysSame(edge, stored, merged.language))
  );
}

/** Of a story that is known from others only, an edge holds the words. */
function saysSame({ target, placement }: RelatedDraft, { related }: ArticleDraft, language: string): boolean {
  const known = related.find((edge) => edge.target.uri === target.uri && edge.placement === placement)?.target;
  return known !== undefined && (!known.language || isDeepStrictEqual(known, { language, ...target }));
}
