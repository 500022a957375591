import type { StoredText } from "../../content/body/stored-body.ts";
import type { DeskStatus, Lifecycle } from "../../content/article/lifecycle.rules.ts";
import { Field, Int, ObjectType } from "type-graphql";
import { NodeInterface } from "../node/node.type.ts";
import { Representation } from "../shared/enums.ts";
import { DateTime, Locale } from "../shared/scalars.ts";

@ObjectType("Article", { description: "A story as readers see it.", implements: NodeInterface, simpleResolvers: true })
export class ArticleType extends NodeInterface {
  @Field(() => String, { description: "Stable global identifier, the ninjs uri." })
  declare uri: string;

  @Field(() => String)
  declare slug: string;

  @Field(() => String)
  declare headline: string;

  @Field(() => String, { nullable: true, description: "The line above the headline." })
  declare kicker: string | null;

  @Field(() => String, {
    description:
      "Standfirst; without one, for who may read the body, its first paragraph cut at a sentence, else empty.",
  })
  declare summary: string;

  @Field(() => String, { nullable: true, description: "Where it was filed from, « Paris »." })
  declare dateline: string | null;

  @Field(() => String, { nullable: true, description: "As printed; contributors is the structured form." })
  declare byline: string | null;

  @Field(() => Locale)
  declare language: string;

  @Field(() => Int, { nullable: true, description: "IPTC urgency, 1 (highest) to 9." })
  declare urgency: number | null;

  @Field(() => Int, {
    description:
      "One more with each write; 0 while it is known from other stories only. Readers' is that of the last write which changed something for them. See `ifVersion`.",
  })
  declare version: number;

  @Field(() => DateTime, { nullable: true, description: "Nobody but the desk sees it before." })
  declare embargoedUntil: string | null;

  @Field(() => Representation)
  declare representation: keyof typeof Representation;
}

/** The stored columns that derived fields read. */
export interface ArticleRow {
  readonly id: number;
  readonly slug: string;
  readonly headline: string;
  readonly summary: string;
  readonly language: string;
  readonly standfirst: StoredText | null;
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  readonly modifiedAt: string;
  readonly section: number | null;
  readonly status: Lifecycle["status"];
  readonly embargoedUntil: string | null;
  readonly version: number;
  readonly deskStatus: DeskStatus | null;
  readonly copyrightHolder: string | null;
  readonly copyrightNotice: string | null;
  readonly usageTerms: string | null;
  readonly isSyndicatable: boolean;
}
