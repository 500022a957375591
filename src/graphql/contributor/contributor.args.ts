import { ArgsType, Field } from "type-graphql";
import { ForwardPageArgs } from "../shared/page.args.ts";

@ArgsType()
export class ContributorsArgs extends ForwardPageArgs {
  @Field(() => String, { nullable: true, description: "Part of the name, in any case." })
  declare query?: string | null;
}
