import { articlePath } from "../article/article-link.rules.ts";
import { relationLabel } from "../labels.ts";
import { ahead } from "../reading/ahead.ts";
import type { Loads } from "../reading/loads.ts";
import type { Selection } from "../reading/selection.ts";
import type { Row } from "../reading/source.ts";
import type { EdgeRow } from "../related-story/related-stories.relation.ts";
import { picturesOfArticle } from "../sources.ts";
import type { BodyParts, ImagePart, RelatedPart } from "./body-parts.ts";
import type { StoredBlock } from "./stored-body.ts";

/** A body's row as read with its blocks. */
export interface BodyRow extends Row {
  article: number;
  blocks: StoredBlock[];
}

/** A body as a reader may see it: the blocks that stand, and what they refer to. */
export interface BodyView {
  readonly blocks: readonly StoredBlock[];
  readonly parts: BodyParts;
  readonly edges: ReadonlyMap<string, EdgeRow>;
  readonly images: ReadonlyMap<string, Row>;
}

const PICTURE: Selection = {
  columns: ["id", "alt", "caption", "credit", "height", "renditions", "url", "width"],
  to: new Map(),
};

/** One statement for the pictures of all bodies of a request, none where they show none. */
export function viewBody(body: BodyRow, loads: Loads, publicUrl: string): BodyView | Promise<BodyView> {
  if (!body.blocks.some(({ type }) => type === "IMAGE")) return seen(body, new Map(), publicUrl);
  return loads
    .load({ relation: picturesOfArticle, args: {}, selection: PICTURE }, body.article)
    .then((pictures) => seen(body, pictures, publicUrl));
}

function seen(body: BodyRow, images: ReadonlyMap<string, Row>, publicUrl: string): BodyView {
  const edges = ahead(body, "inlineStories") as ReadonlyMap<string, EdgeRow>;
  const related = new Map([...edges].map(([anchor, edge]) => [anchor, relatedPart(edge, publicUrl)]));
  const stands = (block: StoredBlock) =>
    block.type === "RELATED_STORY" ? edges.has(block.anchor) : block.type !== "IMAGE" || images.has(block.image);
  return {
    blocks: body.blocks.every(stands) ? body.blocks : body.blocks.filter(stands),
    parts: { related, images: images as ReadonlyMap<string, ImagePart & Row> },
    edges,
    images,
  };
}

function relatedPart(edge: EdgeRow, publicUrl: string): RelatedPart {
  const story = ahead(edge, "node") as { headline: string; slug: string };
  const { language } = ahead(edge, "article") as { language: string };
  return {
    label: edge.label ?? relationLabel(edge.kind, language),
    headline: story.headline,
    url: publicUrl + articlePath(story.slug),
  };
}
