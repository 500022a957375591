import type { Mutant } from "../mutant.ts";

const ROUND = "tests/acceptance/restored-newsroom.test.ts";
const RESTORE = "tests/content/whole-newsroom/restore-newsroom.test.ts";
const TABLES = "src/database/newsroom-tables.ts";
const FILE = "src/content/whole-newsroom/newsroom-file.ts";
const COMMANDS = "src/content/whole-newsroom/restore-newsroom.commands.ts";

/** A newsroom that leaves one of its tables behind. */
const without = (table: string, title: string): Mutant => ({
  name: `11-${table.replaceAll("_", "-")}-stay`,
  file: TABLES,
  from: "const meta = table in STAYING ?",
  to: `const meta = table in STAYING || table === "${table}" ?`,
  test: ROUND,
  title,
});

/** A round trip is whole; restoring is the operator's act. */
export const mutants: readonly Mutant[] = [
  without("corrections", "answers the desk as before"),
  without("former_slugs", "sends the same from every path"),
  without("withdrawals", "sends the same from every path"),
  without("article_versions", "answers the desk as before"),
  without("source_holds", "goes on as it would have"),
  {
    name: "11-syndicatable-stays",
    file: TABLES,
    from: ".filter((column) => !filledIn.includes(column))",
    to: '.filter((column) => !filledIn.includes(column) && column !== "is_syndicatable")',
    test: ROUND,
    title: "answers the desk as before",
  },
  {
    name: "11-keys-go-along",
    file: TABLES,
    from: "api_keys:",
    to: "no_keys:",
    test: "tests/database/newsroom-tables.test.ts",
    title: "all that the database has, but for those that stay",
  },
  {
    name: "11-writes-are-of-the-other-database",
    file: TABLES,
    from: 'changes: ["write_id"]',
    to: "changes: []",
    test: "tests/database/newsroom-tables.test.ts",
    title: "all that the database has, but for those that stay",
  },
  {
    name: "11-numbers-are-given-again",
    file: COMMANDS,
    from: "await goOnCounting(em, last, tables);",
    to: "void goOnCounting;",
    test: ROUND,
    title: "is exported as the same file",
  },
  {
    name: "11-restored-over-another",
    file: COMMANDS,
    from: "await refuseUnlessEmpty(em, [...tables.keys()]);",
    to: "void refuseUnlessEmpty;",
    test: RESTORE,
    title: "not empty > is left alone",
  },
  {
    name: "11-half-a-newsroom",
    file: FILE,
    from: "if (!isAtEnd) throw",
    to: "if (!isAtEnd && number === 0) throw",
    test: RESTORE,
    title: "a file cut short is refused",
  },
  {
    name: "11-changed-rows-are-taken",
    file: FILE,
    from: "if (data.rows !== rows || data.sha256",
    to: "if (data.rows !== rows && data.sha256",
    test: RESTORE,
    title: "a changed row is refused",
  },
  {
    name: "11-a-source-restores",
    file: "src/ingest/formats/read-items.ts",
    from: "if (text.startsWith(NEWSROOM_HEAD))",
    to: "if (text === NEWSROOM_HEAD)",
    test: RESTORE,
    title: "is no newsroom: neither its file nor its rows",
  },
];
