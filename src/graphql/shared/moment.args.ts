import { ArgsType, Field } from "type-graphql";
import { DateTime, Locale } from "./scalars.ts";

@ArgsType()
export class MomentZoneArgs {
  @Field(() => String, { nullable: true, description: "IANA; the newsroom's unless said." })
  declare timeZone?: string | null;
}

@ArgsType()
export class MomentLabelArgs extends MomentZoneArgs {
  @Field(() => Locale, { nullable: true, description: "The article's language unless said." })
  declare locale?: string | null;

  @Field(() => DateTime, { nullable: true, description: "What counts as today; now unless said." })
  declare relativeTo?: string | null;
}

@ArgsType()
export class LocaleArgs {
  @Field(() => Locale, { nullable: true, description: "The article's language unless said." })
  declare locale?: string | null;
}
