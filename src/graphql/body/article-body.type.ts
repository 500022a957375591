import { Field, Int, ObjectType } from "type-graphql";

@ObjectType("ArticleBody", { simpleResolvers: true })
export class ArticleBodyType {
  @Field(() => Int)
  declare wordCount: number;
}

@ObjectType("OutlineEntry", { description: "A heading of the body.", simpleResolvers: true })
export class OutlineEntryType {
  @Field(() => Int, { description: "2 to 6." })
  declare level: number;

  @Field(() => String)
  declare text: string;

  @Field(() => String, { description: "The heading's id in the body's HTML." })
  declare anchor: string;
}
