import { FieldResolver, Resolver, Root } from "type-graphql";
import { ahead } from "../../content/reading/ahead.ts";
import type { Row } from "../../content/reading/source.ts";
import { LeadsTo } from "../shared/reads.ts";
import { ContributionType, ContributorType } from "./contributor.type.ts";

@Resolver(() => ContributionType)
export class ContributionResolver {
  @FieldResolver(() => ContributorType)
  @LeadsTo("contributor")
  contributor(@Root() contribution: Row): Row {
    return ahead(contribution, "contributor") as Row;
  }
}
