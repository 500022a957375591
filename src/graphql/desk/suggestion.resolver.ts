import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from "type-graphql";
import type { Written } from "../../content/desk/desk.ts";
import { dismissSuggestion, restoreSuggestion } from "../../content/desk/suggestion.desk.ts";
import type { Context } from "../context.ts";
import { ArticlePayloadType } from "./desk-payload.type.ts";
import { DeskIds } from "./desk-ids.ts";
import { written } from "./desk.resolver.ts";

@ArgsType()
class SuggestionArgs {
  @Field(() => ID, { description: "The article that has the suggestion." })
  declare articleId: string;

  @Field(() => ID, { description: "The article suggested." })
  declare targetId: string;
}

/** All of it takes the scope content:write. */
@Resolver()
export class SuggestionResolver {
  @Mutation(() => ArticlePayloadType, {
    description: "Takes a story out of an article's suggestions for good. Doing it again changes nothing.",
  })
  dismissSuggestion(@Args(() => SuggestionArgs) args: SuggestionArgs, @Ctx() context: Context): Promise<Written> {
    const ids = new DeskIds();
    const address = addressOf(args, ids);
    return written(context, ids, (desk) => dismissSuggestion(desk, address));
  }

  @Mutation(() => ArticlePayloadType, { description: "Takes a dismissal back." })
  restoreSuggestion(@Args(() => SuggestionArgs) args: SuggestionArgs, @Ctx() context: Context): Promise<Written> {
    const ids = new DeskIds();
    const address = addressOf(args, ids);
    return written(context, ids, (desk) => restoreSuggestion(desk, address));
  }
}

const addressOf = ({ articleId, targetId }: SuggestionArgs, ids: DeskIds) => ({
  articleId: ids.key("Article", articleId, ["articleId"]),
  targetId: ids.key("Article", targetId, ["targetId"]),
});
