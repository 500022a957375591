import { Field, Int, ObjectType } from "type-graphql";
import { NodeInterface } from "../node/node.type.ts";
import { URLScalar } from "../shared/scalars.ts";

@ObjectType("Rendition", { description: "The picture in one size.", simpleResolvers: true })
export class RenditionType {
  @Field(() => String)
  declare name: string;

  @Field(() => URLScalar)
  declare href: string;

  @Field(() => String)
  declare contentType: string;

  @Field(() => Int, { nullable: true, description: "Pixels." })
  declare width: number | null;

  @Field(() => Int, { nullable: true, description: "Pixels." })
  declare height: number | null;
}

@ObjectType("Image", {
  description:
    "A picture as a story uses it: alt, caption and credit are the words of the story that leads to it. Met by its id alone (node, nodes) it has those of the earliest story that uses it, by publication, of those that the caller may see.",
  implements: NodeInterface,
  simpleResolvers: true,
})
export class ImageType extends NodeInterface {
  @Field(() => URLScalar)
  declare url: string;

  @Field(() => String)
  declare alt: string;

  @Field(() => String, { nullable: true })
  declare caption: string | null;

  @Field(() => String, { nullable: true })
  declare credit: string | null;

  @Field(() => Int, { nullable: true, description: "Pixels." })
  declare width: number | null;

  @Field(() => Int, { nullable: true, description: "Pixels." })
  declare height: number | null;
}
