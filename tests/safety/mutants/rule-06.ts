import type { Mutant } from "../mutant.ts";

const HIDDEN_EDGES = "tests/graphql/desk/hidden-edges.test.ts";

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
  {
    name: "06-hidden-edges-are-told",
    file: "src/content/article/article-versions.commands.ts",
    from: "for (const { made } of quiet)",
    to: "for (const { made } of quiet.slice(quiet.length))",
    test: HIDDEN_EDGES,
    title: "that the desk draws, moves or removes is a version for the desk alone",
  },
  {
    name: "06-hidden-edges-move-version-and-times",
    file: "src/content/article/article-versions.commands.ts",
    from: "await keepKnown(em, quiet);",
    to: "",
    test: HIDDEN_EDGES,
    title: "that its source sends leaves version and times as they were",
  },
  {
    name: "06-edges-that-readers-saw-go-untold",
    file: "src/content/article/unnoticed.commands.ts",
    from: "'infinity') >",
    to: "'infinity') is not null or now() >",
    test: HIDDEN_EDGES,
    title: "that goes with the last mention of a story known from it alone is told",
  },
  {
    name: "06-versions-tell-of-hidden-ones",
    file: "src/content/visibility.ts",
    from: "then ${version}.changed_fields else '[]' end",
    to: "then ${version}.changed_fields else ${version}.changed_fields end",
    test: "tests/graphql/desk/versions.test.ts",
    title: "readers have those that readers could see",
  },
];
