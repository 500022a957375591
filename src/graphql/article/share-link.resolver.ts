import { Args, FieldResolver, Resolver, Root } from "type-graphql";
import { shareLabel } from "../../content/labels.ts";
import { LocaleArgs } from "../shared/moment.args.ts";
import { ShareLinkType } from "./share-link.type.ts";

@Resolver(() => ShareLinkType)
export class ShareLinkResolver {
  @FieldResolver(() => String, { description: "« Partager cet article »" })
  label(@Root() share: ShareLinkType, @Args(() => LocaleArgs) { locale }: LocaleArgs): string {
    return shareLabel(locale ?? share.language);
  }
}
