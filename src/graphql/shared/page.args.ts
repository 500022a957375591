import { ArgsType, Field, Int } from "type-graphql";

@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, { nullable: true, description: "Page size, 1 to 100; 20 unless said." })
  declare first?: number | null;

  @Field(() => String, { nullable: true })
  declare after?: string | null;
}

@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, { nullable: true, description: "Page size from the end, 1 to 100." })
  declare last?: number | null;

  @Field(() => String, { nullable: true })
  declare before?: string | null;
}
