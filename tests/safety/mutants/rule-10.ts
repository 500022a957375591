import type { Mutant } from "../mutant.ts";

const KINDS = "tests/http/withdrawal-kinds.test.ts";
const TOLD = "src/content/change/told-changes.ts";

/** Of some withdrawals strangers learn nothing, and followers no more than that the story is gone. */
export const mutants: readonly Mutant[] = [
  {
    name: "10-tombstone-of-what-vanished",
    file: "src/content/article/tombstone.relation.ts",
    from: " and ${leavesTombstone(alias)}",
    to: "",
    test: KINDS,
    title: "is at the desk by a path that says nothing",
  },
  {
    name: "10-slug-stays",
    file: "src/content/article/withdraw.commands.ts",
    from: "await vanish(em, withdrawals);",
    to: "",
    test: KINDS,
    title: "leaves its paths to other stories",
  },
  {
    name: "10-log-tells-the-uri",
    file: TOLD,
    from: "case when not has_vanished and (is_seen or was_seen) then c.uri end as uri",
    to: "c.uri",
    test: KINDS,
    title: "is told to followers by its id",
  },
  {
    name: "10-log-tells-its-life",
    file: TOLD,
    from: "when c.is_for_desk or is_seen and has_vanished then null",
    to: "when c.is_for_desk then null",
    test: KINDS,
    title: "is told to who reads the log from its beginning by its id alone",
  },
  {
    name: "10-log-tells-its-tags",
    file: "src/content/change/change-rows.ts",
    from: "case when one.uri is null and one.entity_type = 'ARTICLE' then array['Article:' || one.entity_id] else ${known} end",
    to: "${known}",
    test: KINDS,
    title: "is told to who reads the log from its beginning by its id alone",
  },
  {
    name: "10-slug-that-nobody-saw-leads-to-the-story",
    file: "src/content/article/former-slugs.commands.ts",
    from: 'where t."isKnown" or',
    to: "where true or",
    test: "tests/content/article-commands-slugs.test.ts",
    title: "one that no reader has seen is not kept",
  },
  {
    name: "10-slug-of-a-hidden-story-leads-to-it",
    file: "src/content/article/former-slugs.commands.ts",
    from: "and v.visible_from < coalesce(next.at, ${now}::timestamptz)",
    to: "",
    test: "tests/content/article-commands-slugs.test.ts",
    title: "one that no reader has seen is not kept",
  },
  {
    name: "10-tombstone-where-nobody-saw-the-story",
    file: "src/content/article/withdraw.commands.ts",
    from: "await dropUnseenSlugs(em, [...seen], now);",
    to: "",
    test: "tests/graphql/desk/withdraw-article.test.ts",
    title: "a tombstone stands at the paths that readers saw",
  },
  {
    name: "10-slug-spells-a-headline-that-nobody-saw",
    file: "src/content/article/article-slugs.commands.ts",
    from: "return held.seenAt === null &&",
    to: "return held.seenAt !== null &&",
    test: "tests/content/article-commands-slugs.test.ts",
    title: "while no reader has seen the story",
  },
];
