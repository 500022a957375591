import { Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import { ImageType } from "../image/image.type.ts";
import { RelatedStoryEdgeType } from "../related-story/related-story.type.ts";
import { ParagraphRole } from "../shared/enums.ts";
import { HTML, URLScalar } from "../shared/scalars.ts";
import { RichTextType } from "./rich-text.type.ts";

@InterfaceType("BodyBlock", { resolveType: ({ __typename }: { __typename: string }) => __typename })
export class BodyBlockInterface {
  @Field(() => ID)
  declare id: string;

  @Field(() => Int, { description: "In the body as this reader sees it, from 1." })
  declare position: number;

  @Field(() => HTML)
  declare html: string;

  @Field(() => String)
  declare text: string;
}

const block = { implements: BodyBlockInterface, simpleResolvers: true };

@ObjectType("ParagraphBlock", block)
export class ParagraphBlockType extends BodyBlockInterface {
  @Field(() => RichTextType)
  declare content: RichTextType;

  @Field(() => ParagraphRole)
  declare role: keyof typeof ParagraphRole;
}

@ObjectType("HeadingBlock", block)
export class HeadingBlockType extends BodyBlockInterface {
  @Field(() => RichTextType)
  declare content: RichTextType;

  @Field(() => Int, { description: "2 to 6." })
  declare level: number;

  @Field(() => String)
  declare anchor: string;
}

@ObjectType("ListBlock", block)
export class ListBlockType extends BodyBlockInterface {
  @Field(() => Boolean)
  declare ordered: boolean;

  @Field(() => [RichTextType])
  declare items: RichTextType[];
}

@ObjectType("QuoteBlock", block)
export class QuoteBlockType extends BodyBlockInterface {
  @Field(() => RichTextType)
  declare content: RichTextType;

  @Field(() => String, { nullable: true })
  declare attribution: string | null;
}

@ObjectType("ImageBlock", block)
export class ImageBlockType extends BodyBlockInterface {
  @Field(() => ImageType)
  declare image: ImageType;
}

@ObjectType("RelatedStoryBlock", block)
export class RelatedStoryBlockType extends BodyBlockInterface {
  @Field(() => RelatedStoryEdgeType, { description: "The very edge listed by Article.related(placements: INLINE)." })
  declare edge: RelatedStoryEdgeType;
}

@ObjectType("EmbedBlock", block)
export class EmbedBlockType extends BodyBlockInterface {
  @Field(() => String, {
    description:
      "« youtube », « vimeo », …: what the body's HTML shows in a sandboxed frame; or the host, to which it links.",
  })
  declare provider: string;

  @Field(() => URLScalar)
  declare sourceUrl: string;
}

@ObjectType("TableBlock", block)
export class TableBlockType extends BodyBlockInterface {
  @Field(() => [[String]])
  declare rows: string[][];

  @Field(() => Boolean)
  declare hasHeader: boolean;

  @Field(() => String, { nullable: true })
  declare caption: string | null;
}

@ObjectType("DividerBlock", block)
export class DividerBlockType extends BodyBlockInterface {}
