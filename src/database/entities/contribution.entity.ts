import { defineEntity, p } from "@mikro-orm/core";
import { instant } from "../columns.ts";
import { CONTRIBUTION_ROLES } from "../vocabulary.ts";
import { Article } from "./article.entity.ts";
import { Contributor } from "./contributor.entity.ts";

export const ContributionSchema = defineEntity({
  name: "Contribution",
  tableName: "contributions",
  primaryKeys: ["article", "position"],
  properties: {
    article: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    /** In the order of the byline, from 1. */
    position: p.smallint().primary(),
    contributor: () => p.manyToOne(Contributor).ref(),
    role: p.enum(CONTRIBUTION_ROLES).nativeEnumName("contribution_role"),
    /** The article's, copied so that a contributor's list walks one index. */
    publishedAt: instant().nullable(),
  },
  indexes: [{ name: "contributions_latest", properties: ["contributor", "publishedAt", "article"] }],
});

export class Contribution extends ContributionSchema.class {}
ContributionSchema.setClass(Contribution);
