import { ArgsType, Field } from "type-graphql";
import { Placement, RelationDirection, RelationKind, RelationOrigin } from "../shared/enums.ts";
import { ForwardPageArgs } from "../shared/page.args.ts";

@ArgsType()
export class RelatedArgs extends ForwardPageArgs {
  @Field(() => [RelationKind], { nullable: true })
  declare kinds?: (keyof typeof RelationKind)[] | null;

  @Field(() => [Placement], { nullable: true })
  declare placements?: (keyof typeof Placement)[] | null;

  @Field(() => [RelationOrigin], { nullable: true })
  declare origins?: (keyof typeof RelationOrigin)[] | null;

  @Field(() => RelationDirection, { defaultValue: "OUTGOING" })
  declare direction: keyof typeof RelationDirection;
}
