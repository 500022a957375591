import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ChangeKind } from "../shared/enums.ts";
import { Locale } from "../shared/scalars.ts";

@InputType("ChangeFilter", { description: "Every part narrows." })
export class ChangeFilterInput {
  @Field(() => [ChangeKind], { nullable: true })
  declare kinds?: (keyof typeof ChangeKind)[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "With the sections below them. A story that leaves them counts, too.",
  })
  declare sections?: string[] | null;

  @Field(() => [Locale], { nullable: true })
  declare languages?: string[] | null;
}

@ArgsType()
export class ChangesArgs {
  @Field(() => String, {
    nullable: true,
    description:
      "A token, from nextToken or from a change; « now » for what is still to come; null for the whole log, which holds at least the last change of every article.",
  })
  declare since?: string | null;

  @Field(() => ChangeFilterInput, { nullable: true })
  declare filter?: ChangeFilterInput | null;

  @Field(() => Int, { defaultValue: 100, description: "Page size, 1 to 100." })
  declare first: number | null;
}
