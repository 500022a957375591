import { ArgsType, Field, Int } from "type-graphql";
import { ArticleFilterInput } from "../article/articles.args.ts";
import { FacetField, SearchOrder } from "../shared/enums.ts";
import { ForwardPageArgs } from "../shared/page.args.ts";

@ArgsType()
export class SearchArgs extends ForwardPageArgs {
  @Field(() => String, {
    description:
      'Words, all of which a story has; « "in quotes" » one after the other, « or » either, « -word » not. Accents do not matter. Of a longer one the first 500 characters count, and of these the first 32 words and quotation marks.',
  })
  declare query: string;

  @Field(() => ArticleFilterInput, { nullable: true })
  declare filter?: ArticleFilterInput | null;

  @Field(() => SearchOrder, { defaultValue: "RELEVANCE" })
  declare orderBy: keyof typeof SearchOrder;
}

@ArgsType()
export class FacetsArgs {
  @Field(() => [FacetField])
  declare fields: (keyof typeof FacetField)[];

  @Field(() => Int, { defaultValue: 10, description: "Buckets of each field, 1 to 100." })
  declare first: number;
}
