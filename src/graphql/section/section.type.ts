import { Field, ObjectType } from "type-graphql";
import { NodeInterface } from "../node/node.type.ts";

@ObjectType("Section", {
  description:
    "A part of the newsroom; sections form a tree. Readers meet one once there was a story in it, or below it, for them to see.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class SectionType extends NodeInterface {
  @Field(() => String)
  declare slug: string;

  @Field(() => String, { description: "Slugs from the root down: « monde/europe »." })
  declare path: string;

  @Field(() => String)
  declare name: string;

  @Field(() => String, { nullable: true })
  declare description: string | null;

  @Field(() => SectionType, { nullable: true })
  declare parent: SectionType | null;

  @Field(() => [SectionType])
  declare children: SectionType[];
}
