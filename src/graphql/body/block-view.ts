import type { BodyView } from "../../content/body/body-view.ts";
import { renderBlockHtml } from "../../content/body/render-html.ts";
import { blockText } from "../../content/body/render-text.ts";
import type { BlockType, StoredBlock } from "../../content/body/stored-body.ts";

const TYPE_NAMES: Record<BlockType, string> = {
  PARAGRAPH: "ParagraphBlock",
  HEADING: "HeadingBlock",
  LIST: "ListBlock",
  QUOTE: "QuoteBlock",
  IMAGE: "ImageBlock",
  RELATED_STORY: "RelatedStoryBlock",
  EMBED: "EmbedBlock",
  TABLE: "TableBlock",
  DIVIDER: "DividerBlock",
};

/** A body block as GraphQL shows it: the stored one's fields, and its renderings when asked for. */
class BlockView {
  readonly __typename: string;
  readonly id: string;
  readonly position: number;
  readonly type: BlockType;
  private readonly stored: StoredBlock;
  private readonly body: BodyView;

  constructor(stored: StoredBlock, place: { id: string; position: number; body: BodyView }) {
    this.__typename = TYPE_NAMES[stored.type];
    this.id = place.id;
    this.position = place.position;
    this.type = stored.type;
    this.stored = stored;
    this.body = place.body;
    Object.assign(this, stored, this.referred());
  }

  get html(): string {
    return renderBlockHtml(this.stored, this.body.parts);
  }

  get text(): string {
    return blockText(this.stored, this.body.parts);
  }

  private referred(): object | undefined {
    const { stored, body } = this;
    if (stored.type === "IMAGE") return { image: body.images.get(stored.image) };
    return stored.type === "RELATED_STORY" ? { edge: body.edges.get(stored.anchor) } : undefined;
  }
}

/**
 * The blocks of a body in reading order. What is not visible leaves no gap: neither in positions, nor in ids. Those of
 * related stories are made of their anchors, apart from the numbers of the other blocks.
 */
export function blocksOf(articleId: number, body: BodyView): BlockView[] {
  let own = 0;
  const timesByAnchor = new Map<string, number>();
  const keyOf = (stored: StoredBlock) => {
    if (stored.type !== "RELATED_STORY") return String(++own);
    const times = (timesByAnchor.get(stored.anchor) ?? 0) + 1;
    timesByAnchor.set(stored.anchor, times);
    return `${times > 1 ? times : ""}#${stored.anchor}`;
  };
  return body.blocks.map(
    (stored, index) => new BlockView(stored, { id: `Block:${articleId}:${keyOf(stored)}`, position: index + 1, body }),
  );
}
