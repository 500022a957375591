import { Field, ObjectType } from "type-graphql";
import { WithdrawalKind } from "../shared/enums.ts";
import { DateTime } from "../shared/scalars.ts";

@ObjectType("WithdrawalNotice", { description: "What readers are told of a story taken back.", simpleResolvers: true })
export class WithdrawalNoticeType {
  @Field(() => WithdrawalKind)
  declare kind: keyof typeof WithdrawalKind;

  @Field(() => DateTime)
  declare at: string;

  @Field(() => String, { nullable: true })
  declare publicText: string | null;
}

@ObjectType("Tombstone", {
  description: "What remains of a story that is no longer there, unless it vanished: see WithdrawalKind.",
  simpleResolvers: true,
})
export class TombstoneType {
  @Field(() => String)
  declare uri: string;

  @Field(() => DateTime, { description: "Since when it is no longer there." })
  declare at: string;

  @Field(() => WithdrawalNoticeType, { nullable: true, description: "Null for a story that was only unpublished." })
  declare notice: WithdrawalNoticeType | null;
}
