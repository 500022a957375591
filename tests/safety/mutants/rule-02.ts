import type { Mutant } from "../mutant.ts";

const test = "tests/graphql/desk/source-holds.test.ts";

/** Kills and holds are decided before staleness, completeness and form. */
export const mutants: readonly Mutant[] = [
  {
    name: "02-hold-without-a-body-is-passed-over",
    file: "src/content/article/receive.rules.ts",
    from: 'const isNews = isHold(item, how.now) && !(order === "EARLIER" && how.isKnownHold);',
    to: "const isNews = false;",
    test,
    title: "without a body, « withheld » holds back",
  },
  {
    name: "02-stale-kill-is-passed-over",
    file: "src/content/article/receive.rules.ts",
    from: "if (isCanceled(item)) return kill(story, item, how);",
    to: 'if (isCanceled(item) && order !== "EARLIER") return kill(story, item, how);',
    test,
    title: "with a lower version, « canceled » takes effect",
  },
  {
    name: "02-hold-before-its-story-is-forgotten",
    file: "src/content/article/source-holds.commands.ts",
    from: "if (holds.length === 0) return;",
    to: "if (holds.length >= 0) return;",
    test,
    title: "a faulty kill of a story that is not known",
  },
  {
    name: "02-same-hold-holds-again",
    file: "src/content/article/receive.rules.ts",
    from: '!(order === "EARLIER" && how.isKnownHold)',
    to: "true",
    test,
    title: "that was lifted since does not come back",
  },
  {
    name: "02-what-has-no-date-lifts-a-hold",
    file: "src/content/article/receive.rules.ts",
    from: '(order === "UNKNOWN" && isUndated(story.edition) && isUndated(offered))',
    to: 'order === "UNKNOWN"',
    test: "tests/graphql/desk/holds-stay.test.ts",
    title: "is not lifted by an item without a date",
  },
];
