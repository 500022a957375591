import { Field, Int, ObjectType } from "type-graphql";

@ObjectType("Deprecation", { simpleResolvers: true })
export class DeprecationType {
  @Field(() => String, { description: "Schema coordinate: « Article.byline »." })
  declare coordinate: string;

  @Field(() => String)
  declare reason: string;
}

@ObjectType("Service", { description: "The gateway itself.", simpleResolvers: true })
export class ServiceType {
  @Field(() => String)
  declare version: string;

  @Field(() => String, { description: "SHA-256 of the printed schema: another one, another contract." })
  declare schemaHash: string;

  @Field(() => Int)
  declare maxPageSize: number;

  @Field(() => [DeprecationType])
  declare deprecations: DeprecationType[];
}
