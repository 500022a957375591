import type { Mutant } from "../mutant.ts";

const test = "tests/graphql/desk/two-authors.test.ts";

/** Times are the database's, taken when the lock is had. */
export const mutants: readonly Mutant[] = [
  {
    name: "08-time-of-the-process",
    file: "src/content/article/write-articles.commands.ts",
    from: "clock.now ?? (await writersTime(transaction))",
    to: "clock.now ?? new Date(performance.timeOrigin)",
    test,
    title: "each batch has its own time",
  },
  {
    name: "08-clock-put-back",
    file: "src/content/article/writers-lock.ts",
    from: "(select written_at from changes order by id desc limit 1)",
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
];
