import type { Mutant } from "../mutant.ts";

const test = "tests/graphql/desk/two-authors.test.ts";

/** Times are the database's, taken when the lock is had, and no gateway reads as of another. */
export const mutants: readonly Mutant[] = [
  {
    name: "08-time-of-the-process",
    file: "src/content/article/write-articles.commands.ts",
    from: "now ?? (await writersTime(transaction))",
    to: "now ?? new Date(performance.timeOrigin)",
    test,
    title: "each batch has its own time",
  },
  {
    name: "08-clock-put-back",
    file: "src/content/article/writers-lock.ts",
    from: "${sql.raw(LAST_WRITE)}",
    to: "null",
    test: "tests/content/writers-time.test.ts",
    title: "never is before the last write",
  },
  {
    name: "08-a-cancelled-schedule-moves-last-modified",
    file: "src/content/syndication/document-service.ts",
    from: "n.written_at >= c.visible_from",
    to: "true",
    test: "tests/http/documents-known.test.ts",
    title: "keeps its date when a moment comes that was cancelled or put off before",
  },
  {
    name: "08-page-before-what-it-tells",
    file: "src/content/change/read-changes.ts",
    from: "page.to.at > args.to",
    to: "page.to.at === args.from.at",
    test: "tests/graphql/change/clocks-apart.test.ts",
    title: "though the gateway that tells is behind",
  },
  {
    name: "08-follower-goes-back-in-time",
    file: "src/content/change/read-changes.ts",
    from: "content.advance(new Date(asked.to));",
    to: "",
    test: "tests/graphql/change/clocks-apart.test.ts",
    title: "told of by a gateway ahead",
  },
  {
    name: "08-sections-before-they-are-announced",
    file: "src/content/change/read-changes.ts",
    from: "whole.sectionsStamp !== content.sectionsStamp",
    to: 'content.sectionsStamp === ""',
    test: "tests/graphql/change/clocks-apart.test.ts",
    title: "though its announcement has not come",
  },
  {
    name: "08-reads-before-the-last-write",
    file: "src/database/database-clock.ts",
    from: "lastWrite = Number(written ?? 0);",
    to: "",
    test: "tests/database/database-clock.test.ts",
    title: "is that of the last write",
  },
  {
    name: "08-clock-behind-the-database",
    file: "src/database/database-clock.rules.ts",
    from: "[databaseTime - answeredAt, databaseTime - askedAt]",
    to: "[databaseTime - askedAt, databaseTime - answeredAt]",
    test: "tests/database/database-clock.test.ts",
    title: "is the most that the answer leaves open, at first",
  },
];
