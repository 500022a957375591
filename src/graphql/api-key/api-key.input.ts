import { Field, ID, InputType, Int } from "type-graphql";
import { DateTime } from "../shared/scalars.ts";

@InputType("ApiKeyInput")
export class ApiKeyInput {
  @Field(() => String, { description: "Who will use it; 200 characters at most." })
  declare name: string;

  @Field(() => [String], { description: "content:read, content:desk, content:write, keys:admin." })
  declare scopes: string[];

  @Field(() => [ID], {
    nullable: true,
    description: "Licences the bodies of these sections and of those below them; all sections unless given.",
  })
  declare sectionIds?: string[] | null;

  @Field(() => Int, { nullable: true, description: "As configured for keys, unless given." })
  declare pointsPerMinute?: number | null;

  @Field(() => DateTime, { nullable: true, description: "Never, unless given." })
  declare expiresAt?: string | null;
}
