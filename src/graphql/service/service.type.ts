import { Field, Int, ObjectType } from "type-graphql";

@ObjectType("Deprecation", { simpleResolvers: true })
export class DeprecationType {
  @Field(() => String, { description: "Schema coordinate: « Article.byline »." })
  declare coordinate: string;

  @Field(() => String)
  declare reason: string;
}

@ObjectType("Limit", { description: "A bound on what may be asked.", simpleResolvers: true })
export class LimitType {
  @Field(() => String)
  declare name: string;

  @Field(() => Int)
  declare value: number;

  @Field(() => String)
  declare description: string;

  @Field(() => String, { nullable: true, description: "Code of the refusal; null where the rest is just left out." })
  declare code: string | null;
}

@ObjectType("Service", { description: "The gateway itself.", simpleResolvers: true })
export class ServiceType {
  @Field(() => String)
  declare version: string;

  @Field(() => String, { description: "SHA-256 of the printed schema: another one, another contract." })
  declare schemaHash: string;

  @Field(() => Int, { description: "Fields of an operation one below the other." })
  declare maxDepth: number;

  @Field(() => Int, {
    description: "Points of an operation; `extensions.cost` tells it where the header `X-Kiosque-Cost: 1` asks.",
  })
  declare maxCost: number;

  @Field(() => Int)
  declare maxPageSize: number;

  @Field(() => [LimitType], { description: "All limits in force." })
  declare limits: LimitType[];

  @Field(() => [DeprecationType])
  declare deprecations: DeprecationType[];
}
