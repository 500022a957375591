import type { Mutant } from "../mutant.ts";

const RESTORED = "tests/graphql/change/restored-log.test.ts";

/** A token says what its follower was given: where that is not so any more, it has expired. */
export const mutants: readonly Mutant[] = [
  {
    name: "change-log-lacks-what-a-token-saw",
    file: "src/content/change/changes.relation.ts",
    from: " or bounds.since is null or bounds.until is null as is_expired",
    to: " as is_expired",
    test: RESTORED,
    title: "has expired where the backup lacks what it saw",
  },
  {
    name: "change-log-of-another-database",
    file: "src/content/change/change-token.ts",
    from: " || mark !== markOf(place, secret)",
    to: "",
    test: RESTORED,
    title: "has expired where the backup is another database",
  },
  {
    name: "change-log-of-an-older-version",
    file: "src/content/change/change-token.ts",
    from: "if (format !== FORMAT || mark !==",
    to: "if (format === FORMAT && mark !==",
    test: RESTORED,
    title: "has expired where an older version gave it out",
  },
  {
    name: "change-log-forgets-its-last-write",
    file: "src/content/change/prune-changes.ts",
    from: "c.id < (select max(id) from changes) and (",
    to: "(",
    test: "tests/content/change/prune-changes.test.ts",
    title: "leaves nothing of what was deleted",
  },
];
