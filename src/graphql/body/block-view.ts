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
 * The blocks of a body in reading order. What is not visible leaves no gap: neither in positions, nor in ids, which
 * count related stories apart.
 */
export function blocksOf(articleId: number, body: BodyView): BlockView[] {
  let own = 0;
  return body.blocks.map((stored, index) => {
    const key = stored.type === "RELATED_STORY" ? stored.anchor : String(++own);
    return new BlockView(stored, { id: `Block:${articleId}:${key}`, position: index + 1, body });
  });
}
