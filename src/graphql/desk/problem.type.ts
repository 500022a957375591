import { Field, InterfaceType, ObjectType } from "type-graphql";
import { ProblemCode } from "../shared/enums.ts";

@ObjectType("Problem", { description: "Why a write was refused: nothing of it was kept.", simpleResolvers: true })
export class ProblemType {
  @Field(() => ProblemCode)
  declare code: keyof typeof ProblemCode;

  @Field(() => String)
  declare message: string;

  @Field(() => [String], { description: 'Where in the arguments: ["input", "tagIds", "1"].' })
  declare path: readonly string[];
}

@InterfaceType("Payload", {
  description: "What a mutation answers.",
  resolveType: ({ __typename }: { __typename: string }) => __typename,
})
export class PayloadInterface {
  @Field(() => [ProblemType], { description: "None: it is done. Any: nothing was changed." })
  declare problems: readonly ProblemType[];
}
