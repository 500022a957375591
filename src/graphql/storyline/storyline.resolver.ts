import { Args, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { entriesOfStoryline } from "../../content/sources.ts";
import { type EntryConnection, entriesArgs } from "../../content/storyline/storyline-entries.relation.ts";
import {
  storylineById,
  storylineBySlug,
  storylinesArgs,
  storylinesByTitle,
  type StorylineConnection,
} from "../../content/storyline/storyline.relations.ts";
import { ArticleType } from "../article/article.type.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { globalId, keyOf } from "../shared/global-id.ts";
import { IdOrSlugArgs } from "../shared/lookup.args.ts";
import { LeadsTo, Reads } from "../shared/reads.ts";
import { theOne } from "../shared/the-one.ts";
import { StorylineEntriesArgs, StorylinesArgs } from "./storyline.args.ts";
import {
  StorylineConnectionType,
  StorylineEntryConnectionType,
  StorylineEntryType,
  StorylineType,
} from "./storyline.type.ts";

@Resolver(() => StorylineType)
export class StorylineResolver {
  @Query(() => StorylineType, { nullable: true, description: "Exactly one argument." })
  async storyline(
    @Args(() => IdOrSlugArgs) { id, slug }: IdOrSlugArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<Row | null> {
    const [by, value] = theOne({ id, slug });
    return by === "id"
      ? content.load({ relation: storylineById, args: {}, selection }, keyOf("Storyline", value))
      : content.load({ relation: storylineBySlug, args: {}, selection }, value);
  }

  @Query(() => StorylineConnectionType, { description: "By title; those of which there is a story to be seen." })
  async storylines(
    @Args(() => StorylinesArgs) args: StorylinesArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<StorylineConnection> {
    return content.load({ relation: storylinesByTitle, args: storylinesArgs(args), selection }, 0);
  }

  @FieldResolver(() => ID)
  @Reads("id")
  id(@Root() storyline: Row): string {
    return globalId("Storyline", storyline["id"]);
  }

  @FieldResolver(() => StorylineEntryConnectionType, { description: "In the editor's order, or oldest story first." })
  @LeadsTo("entries")
  async entries(
    @Root() storyline: Row,
    @Args(() => StorylineEntriesArgs) args: StorylineEntriesArgs,
    @Asks() { content, selection }: Asking,
  ): Promise<EntryConnection> {
    const key = storyline["id"] as number;
    return content.load({ relation: entriesOfStoryline, args: entriesArgs(args, key), selection }, key);
  }
}

@Resolver(() => StorylineEntryType)
export class StorylineEntryResolver {
  @FieldResolver(() => StorylineType)
  @LeadsTo("storyline")
  storyline(@Root() entry: Row): Row {
    return ahead(entry, "storyline") as Row;
  }

  @FieldResolver(() => ArticleType)
  @LeadsTo("article")
  article(@Root() entry: Row): Row {
    return ahead(entry, "article") as Row;
  }
}
