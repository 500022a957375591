import type { Mutant } from "../mutant.ts";

const visible = { file: "src/content/visibility.ts", test: "tests/graphql/visibility.test.ts" };

/** What all rules rest on: readers go by status, time and embargo. */
export const mutants: readonly Mutant[] = [
  {
    ...visible,
    name: "readers-view-drafts",
    from: "${article}.status = 'PUBLISHED' and ",
    to: "${article}.status <> 'WITHDRAWN' and ",
    title: "a draft > while it is hidden > is absent by way of articles, without",
  },
  {
    ...visible,
    name: "readers-view-embargo",
    from: "\n    and (${article}.embargoed_until is null or ${article}.embargoed_until <= ${now})",
    to: "",
    title: "a story under embargo > while it is hidden > is absent by way of articles, without",
  },
];
