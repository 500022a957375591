import type { Mutant } from "../mutant.ts";

const test = "tests/graphql/desk/mentioned-stories.test.ts";

/** A stub is seen through what shows it. */
export const mutants: readonly Mutant[] = [
  {
    name: "04-hidden-mention-shows",
    file: "src/content/article/settle-stubs.commands.ts",
    from: "or m.status <> 'PUBLISHED' ",
    to: "",
    test,
    title: "comes and goes with the story that mentions it",
  },
  {
    name: "04-words-of-a-hidden-mention",
    file: "src/content/article/settle-stubs.commands.ts",
    from: "order by 2, r.id limit 1",
    to: "order by r.id desc limit 1",
    test,
    title: "stays while another story that mentions it is there",
  },
  {
    name: "04-withdrawn-mention-goes-on",
    file: "src/content/article/withdraw.commands.ts",
    from: "await settleStubs(em, stubs, now)",
    to: "await settleStubs(em, [], now)",
    test,
    title: "goes with the story that mentioned it",
  },
  {
    name: "04-stub-does-not-mind-its-source",
    file: "src/content/article/write-stories.commands.ts",
    from: "else await noteFromSource(em, story);",
    to: "else void story;",
    test,
    title: "its source's embargo hides it until that ends",
  },
  {
    name: "04-what-waits-does-not-hide-its-stub",
    file: "src/content/article/write-stories.commands.ts",
    from: "const settled = await settleStubs(",
    to: "const settled = await (async (..._given: unknown[]): Promise<number[]> => [])(",
    test,
    title: "the embargo of the whole",
  },
  {
    name: "04-an-edge-of-the-desk-lifts-a-hold",
    file: "src/content/article/settle-stubs.commands.ts",
    from: "when r.origin = 'EDITOR' and exists",
    to: "when false and exists",
    test: "tests/graphql/desk/holds-stay.test.ts",
    title: "of a story that others mention, embargoed, no edge of the desk's shows",
  },
  {
    name: "04-an-edge-of-the-desk-shows-a-draft's-words",
    file: "src/content/desk/desk-targets.ts",
    from: "case when version = 0 and not",
    to: "case when false and not",
    test: "tests/graphql/desk/holds-stay.test.ts",
    title: "of a story that only a draft mentions, no edge of the desk's shows",
  },
  {
    name: "04-the-desk-lifts-what-a-mention-holds",
    file: "src/content/desk/edit-article.ts",
    from: "const holds = await mentionHolds(em, held.id);",
    to: "const holds = (await mentionHolds(em, 0));",
    test: "tests/graphql/desk/holds-stay.test.ts",
    title: "withheld, stays when the desk publishes that",
  },
  {
    name: "04-a-change-of-nothing-takes-the-whole",
    file: "src/content/desk/edit-article.ts",
    from: "if (isSame && !also && !edited.isTaken)",
    to: "if (isSame && !also && !edited.isTaken && !pending?.isWhole)",
    test: "tests/graphql/desk/mentioned-stories.test.ts",
    title: "stays where the desk changes nothing of the whole",
  },
];
