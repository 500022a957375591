import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ChangeKind, EntityType } from "../shared/enums.ts";
import { Locale } from "../shared/scalars.ts";

@InputType("ChangeFilter", { description: "Every part narrows." })
export class ChangeFilterInput {
  @Field(() => [EntityType], { nullable: true, description: "Of what; of everything unless said." })
  declare types?: (keyof typeof EntityType)[] | null;

  @Field(() => [ChangeKind], {
    nullable: true,
    description: "Removals (WITHDRAWN, DELETED, LEFT) are told whatever it says.",
  })
  declare kinds?: (keyof typeof ChangeKind)[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Narrows stories, with those of the sections below. A story that moves out of them is told as LEFT.",
  })
  declare sections?: string[] | null;

  @Field(() => [Locale], {
    nullable: true,
    description: "Narrows stories. One that is in another language now is told as LEFT.",
  })
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
