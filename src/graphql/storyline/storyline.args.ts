import { ArgsType, Field } from "type-graphql";
import { StorylineOrder, StorylineStatus } from "../shared/enums.ts";
import { ForwardPageArgs } from "../shared/page.args.ts";

@ArgsType()
export class StorylinesArgs extends ForwardPageArgs {
  @Field(() => StorylineStatus, { nullable: true })
  declare status?: keyof typeof StorylineStatus | null;
}

@ArgsType()
export class StorylineEntriesArgs extends ForwardPageArgs {
  @Field(() => StorylineOrder, { defaultValue: "EDITORIAL" })
  declare orderBy: keyof typeof StorylineOrder;
}
