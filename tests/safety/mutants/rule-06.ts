import type { Mutant } from "../mutant.ts";

/** Visibility first, then the best: what is hidden takes no place. */
export const mutants: readonly Mutant[] = [
  {
    name: "06-hidden-edges-take-a-position",
    file: "src/content/related-story/edge-order.ts",
    from: "x.target_id and ${visible(target, viewing)}",
    to: "x.target_id",
    test: "tests/graphql/related-story/positions.test.ts",
    title: "grows with what appears",
  },
  {
    name: "06-what-is-filtered-away-takes-no-position",
    file: "src/content/related-story/related-stories.relation.ts",
    from: "&& !suggested && !kinds && !origins && !page.from;",
    to: "&& !suggested && !page.from;",
    test: "tests/graphql/related-story/positions.test.ts",
    title: "is the place within the placement",
  },
  {
    name: "06-hidden-matches-take-a-place",
    file: "src/content/search/found-stories.ts",
    from: 'viewing.view === "DESK" ? sql`null` : viewing.now',
    to: "sql`'infinity'::timestamptz`",
    test: "tests/graphql/search/hidden-matches.test.ts",
    title: "RELEVANCE ranks the newest thousand that readers see",
  },
  {
    name: "06-cursor-counts-entries",
    file: "src/content/storyline/storyline-entries.relation.ts",
    from: "id: sql`${alias}.article_id`, isDescending",
    to: "id: sql`${alias}.id`, isDescending",
    test: "tests/graphql/storyline/storyline.test.ts",
    title: "in CHRONOLOGICAL order a cursor leads on",
  },
];
