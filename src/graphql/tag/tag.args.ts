import { ArgsType, Field, Int } from "type-graphql";
import { TagKind } from "../shared/enums.ts";
import { ForwardPageArgs } from "../shared/page.args.ts";

@ArgsType()
export class TaggingsArgs {
  @Field(() => [TagKind], { nullable: true })
  declare kinds?: (keyof typeof TagKind)[] | null;

  @Field(() => Int, { defaultValue: 20, description: "1 to 100." })
  declare first: number;
}

@ArgsType()
export class TagsArgs extends ForwardPageArgs {
  @Field(() => [TagKind], { nullable: true })
  declare kinds?: (keyof typeof TagKind)[] | null;

  @Field(() => String, { nullable: true, description: "Part of the name, in any case." })
  declare query?: string | null;
}
