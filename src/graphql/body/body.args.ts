import { ArgsType, Field, Int } from "type-graphql";
import { BlockType } from "../shared/enums.ts";

@ArgsType()
export class BlocksArgs {
  @Field(() => [BlockType], { nullable: true })
  declare types?: (keyof typeof BlockType)[] | null;

  @Field(() => Int, { nullable: true, description: "At least 0; all unless said." })
  declare first?: number | null;
}

@ArgsType()
export class TextArgs {
  @Field(() => Int, { nullable: true, description: "Cut at a word, at least 1; whole unless said." })
  declare maxChars?: number | null;
}
