import { Field, ID, ObjectType } from "type-graphql";
import { PayloadInterface } from "../desk/problem.type.ts";

@ObjectType("KeyPayload", { implements: PayloadInterface, simpleResolvers: true })
export class KeyPayloadType extends PayloadInterface {
  @Field(() => ID, { nullable: true, description: "Null where there are problems." })
  declare id: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The key as it is to be sent: shown once, to whoever made it.",
  })
  declare secret: string | null;
}
