import { FieldResolver, Resolver, Root } from "type-graphql";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { LeadsTo } from "../shared/reads.ts";
import { TaggingType, TagType } from "./tag.type.ts";

@Resolver(() => TaggingType)
export class TaggingResolver {
  @FieldResolver(() => TagType)
  @LeadsTo("tag")
  tag(@Root() tagging: Row): Row {
    return ahead(tagging, "tag") as Row;
  }
}
