import type { Mutant } from "../mutant.ts";

const test = "tests/graphql/desk/two-authors.test.ts";

/** Two authors, two sets of facts: neither lifts the other's hold. */
export const mutants: readonly Mutant[] = [
  {
    name: "01-desk-lifts-the-source",
    file: "src/content/article/publication.rules.ts",
    from: 'new Set(["WITHHELD"])',
    to: "new Set()",
    test,
    title: "the source's hold is not lifted by the desk",
  },
  {
    name: "01-source-lifts-the-desk",
    file: "src/content/article/receive.rules.ts",
    from: 'if (isPublishing) return deskStatus === "PENDING" ? null : deskStatus;',
    to: "if (isPublishing) return null;",
    test,
    title: "an unpublished story stays down",
  },
  {
    name: "01-schedule-is-lifted",
    file: "src/content/article/publication.rules.ts",
    from: "const date = facts.deskPublishedAt ?? facts.sourcePublishedAt;",
    to: "const date = facts.sourcePublishedAt ?? facts.deskPublishedAt;",
    test,
    title: "a schedule stays as it is",
  },
  {
    name: "01-stub-is-completed-in-public",
    file: "src/content/article/receive.rules.ts",
    from: "!isPublishing && held !== undefined && isStub(held) && isShown(held, now);",
    to: "isPublishing && held !== undefined && isStub(held) && isShown(held, now);",
    test: "tests/graphql/desk/mentioned-stories.test.ts",
    title: "readers keep what they were told of it",
  },
  {
    name: "01-storyline-without-leave",
    file: "src/ingest/ingest-document.ts",
    from: "if (!isPublishing) {",
    to: "if (problems.length > 0) {",
    test: "tests/graphql/desk/unpublished-storylines.test.ts",
    title: "without publishing no storyline appears",
  },
  {
    name: "01-leave-publishes-what-the-desk-has-begun",
    file: "src/content/desk/edit-article.ts",
    from: 'deskStatus === "PENDING" && isWritten ?',
    to: 'deskStatus === "PENDING" && isWritten && deskStatus !== "PENDING" ?',
    test: "tests/graphql/desk/two-authors.test.ts",
    title: "what the desk has begun to write is its to publish",
  },
];
