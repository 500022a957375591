import { Args, FieldResolver, Resolver, Root } from "type-graphql";
import { reasonText } from "../../content/labels.ts";
import { checkLocale } from "../../content/locale.ts";
import { LocaleArgs } from "../shared/moment.args.ts";
import { RelationReasonType } from "./relation-reason.type.ts";

@Resolver(() => RelationReasonType)
export class RelationReasonResolver {
  @FieldResolver(() => String, { description: "« même sujet : Ukraine »" })
  text(@Root() reason: RelationReasonType, @Args(() => LocaleArgs) { locale }: LocaleArgs): string {
    return reasonText(reason.code, reason.names, locale == null ? reason.language : checkLocale(locale));
  }
}
