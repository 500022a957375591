import { createUnionType, Field, ObjectType } from "type-graphql";
import { ArticleType } from "../article/article.type.ts";
import { SectionType } from "../section/section.type.ts";
import { TombstoneType } from "../withdrawal/tombstone.type.ts";

@ObjectType("Redirect", { description: "A path of old.", simpleResolvers: true })
export class RedirectType {
  @Field(() => String, { description: "The path of now." })
  declare to: string;
}

@ObjectType("NotFound", { simpleResolvers: true })
export class NotFoundType {
  @Field(() => String)
  declare path: string;
}

export const PathResolution = createUnionType({
  name: "PathResolution",
  description: "What lives at a path of the newsroom's site.",
  types: () => [ArticleType, SectionType, RedirectType, TombstoneType, NotFoundType] as const,
  resolveType: (value) => (value as { __typename?: string }).__typename,
});
