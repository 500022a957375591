import { Field, Int, ObjectType } from "type-graphql";
import type { StoredLink } from "../../content/body/stored-body.ts";
import { URLScalar } from "../shared/scalars.ts";

@ObjectType("RichText", {
  description: "Inline text; links to our own articles arrive resolved.",
  simpleResolvers: true,
})
export class RichTextType {
  @Field(() => String)
  declare text: string;

  /** As stored: absent where the text says it all. */
  declare html?: string;
  declare links?: StoredLink[];
}

@ObjectType("TextLink", { simpleResolvers: true })
export class TextLinkType {
  @Field(() => Int, { description: "Where in the text it begins, in UTF-16 code units." })
  declare start: number;

  @Field(() => Int, { description: "Where it ends, exclusive." })
  declare end: number;

  @Field(() => URLScalar)
  declare href: string;
}
