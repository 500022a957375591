import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { checkLocale, checkTimeZone } from "../../content/locale.ts";
import { momentLabel, momentLabelExpiresAt } from "../../content/moment/moment.rules.ts";
import type { Context } from "../context.ts";
import { Costs } from "./costs.ts";
import { MomentLabelArgs, MomentZoneArgs } from "./moment.args.ts";
import { MomentType } from "./moment.type.ts";
import { Reads } from "./reads.ts";
import { DateTime } from "./scalars.ts";

@Resolver(() => MomentType)
export class MomentResolver {
  @FieldResolver(() => String, { description: "« Hier · 18:30 »: the day as the reader's calendar has it." })
  @Reads("language")
  @Costs({ weight: 0.15, given: { locale: 4, timeZone: 1 } })
  label(
    @Root() moment: MomentType,
    @Args(() => MomentLabelArgs) args: MomentLabelArgs,
    @Ctx() { content }: Context,
  ): string {
    return momentLabel(new Date(moment.iso), {
      locale: checkLocale(args.locale ?? moment.language),
      timeZone: checkTimeZone(args.timeZone ?? content.newsroom.timeZone),
      relativeTo: new Date(args.relativeTo ?? content.now),
    });
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "The local midnight at which this label will change; null when it will not.",
  })
  @Reads()
  labelExpiresAt(
    @Root() moment: MomentType,
    @Args(() => MomentZoneArgs) args: MomentZoneArgs,
    @Ctx() { content }: Context,
  ): string | null {
    const expiresAt = momentLabelExpiresAt(new Date(moment.iso), {
      timeZone: checkTimeZone(args.timeZone ?? content.newsroom.timeZone),
      relativeTo: new Date(content.now),
    });
    return expiresAt?.toISOString() ?? null;
  }
}
