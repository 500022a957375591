import { ArgsType, Field } from "type-graphql";
import { Placement, RelationDirection, RelationKind, RelationOrigin } from "../shared/enums.ts";
import { ForwardPageArgs } from "../shared/page.args.ts";
import { Locale } from "../shared/scalars.ts";

@ArgsType()
export class RelatedArgs extends ForwardPageArgs {
  @Field(() => [RelationKind], { nullable: true })
  declare kinds?: (keyof typeof RelationKind)[] | null;

  @Field(() => [Placement], { nullable: true })
  declare placements?: (keyof typeof Placement)[] | null;

  @Field(() => [RelationOrigin], {
    nullable: true,
    description: "EDITOR, IMPORT and STORYLINE unless said; ALGORITHM lists suggestions.",
  })
  declare origins?: (keyof typeof RelationOrigin)[] | null;

  @Field(() => RelationDirection, { defaultValue: "OUTGOING" })
  declare direction: keyof typeof RelationDirection;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Top up with suggestions until first is reached: behind the edges that kinds, placements and origins leave, best first, and none that an editor has linked already.",
  })
  declare fill: boolean;

  @Field(() => [Locale], {
    nullable: true,
    description: "Languages of the suggestions; the article's own unless said.",
  })
  declare languages?: string[] | null;
}
