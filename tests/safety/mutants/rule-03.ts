import type { Mutant } from "../mutant.ts";

const test = "tests/graphql/desk/two-authors.test.ts";

/** What the desk changed stays changed. */
export const mutants: readonly Mutant[] = [
  {
    name: "03-source-overwrites-the-desk",
    file: "src/content/article/merged-writes.commands.ts",
    from: "const owned: Ownership = new Set(held.deskFields);",
    to: "const owned: Ownership = new Set();",
    test,
    title: "stays when the source's next version comes",
  },
  {
    name: "03-first-publication-moves",
    file: "src/content/article/publication.rules.ts",
    from: "facts.seenAt ? (first ?? date) : date",
    to: "date",
    test,
    title: "a first publication that readers saw does not move",
  },
  {
    name: "03-update-without-a-date-clears-it",
    file: "src/content/article/receive.rules.ts",
    from: "(hidesByDate(story, item, how) ? null : item.publishedAt) ?? before.sourcePublishedAt,",
    to: "item.publishedAt ?? null,",
    test: "tests/content/article-commands-row.test.ts",
    title: "an update without a date keeps the one there was",
  },
  {
    name: "03-date-of-a-return-is-not-given-up",
    file: "src/content/desk/lifecycle.desk.ts",
    from: "held.seenAt && !isLater(held.deskPublishedAt, now) ?",
    to: "held.seenAt ?",
    test: "tests/graphql/desk/publish-article.test.ts",
    title: "is back at once without a time",
  },
  {
    name: "03-what-waits-makes-a-version",
    file: "src/content/article/merged-writes.commands.ts",
    from: "isSamePublication(write.publication, held) && isSameStory(stored, merged);",
    to: "stored.uri === '';",
    test,
    title: "a next version that waits whole makes none here",
  },
  {
    name: "03-leaving-moves-a-date",
    file: "src/content/desk/settle.desk.ts",
    from: "  Object.assign(merged, { publishedAt, embargoedUntil });\n",
    to: "",
    test: "tests/graphql/desk/two-authors.test.ts",
    title: "a next version that waits whole makes none here",
  },
];
