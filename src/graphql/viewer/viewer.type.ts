import { Field, Int, ObjectType } from "type-graphql";
import { SectionType } from "../section/section.type.ts";
import { View, ViewerKind } from "../shared/enums.ts";
import { DateTime } from "../shared/scalars.ts";

@ObjectType("RateLimit", { description: "Points, of which each operation takes its cost.", simpleResolvers: true })
export class RateLimitType {
  @Field(() => Int, { description: "Points a minute." })
  declare limit: number;

  @Field(() => Int, { description: "Once this operation is paid for." })
  declare remaining: number;

  @Field(() => DateTime, { description: "When all of them are there again." })
  declare resetAt: string;
}

@ObjectType("Viewer", { description: "Whoever asks.", simpleResolvers: true })
export class ViewerType {
  @Field(() => ViewerKind)
  declare kind: keyof typeof ViewerKind;

  @Field(() => String, { nullable: true, description: "The key's name." })
  declare name: string | null;

  @Field(() => [String], {
    description: "content:read, bodies; content:desk, the desk's view; content:write, its mutations; keys:admin, keys.",
  })
  declare scopes: readonly string[];

  @Field(() => View, { description: "From where this operation looks: header X-Kiosque-View." })
  declare view: keyof typeof View;

  @Field(() => [SectionType], {
    nullable: true,
    description:
      "The sections whose bodies the caller may read, with all below them; null: all bodies. For readers the key's and those that anyone may read; in the desk's view the key's alone.",
  })
  declare sections: SectionType[] | null;

  @Field(() => RateLimitType, { nullable: true, description: "Null: no limit." })
  declare rateLimit: RateLimitType | null;
}
