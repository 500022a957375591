import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  const credits = {
    contributors: [{ name: "Ada", role: "AUTHOR" as const }],
    tags: [{ kind: "TOPIC" as const, name: "Topic", relevance: 1 }],
  };
  const stories = Array.from({ length: 25 }, (_, at) =>
    draftOf(`s${at}`, { section: [{ slug: "world", name: "World" }], ...credits }),
  );
  await gateway.save(...stories, draftOf("hub", { related: stories.map(({ uri }) => edgeTo(uri)) }));
});
afterAll(() => gateway[Symbol.asyncDispose]());

const LISTS = [
  "articles%",
  `section(slug: "world") { articles% }`,
  `section(slug: "world") { articles%{ includeDescendants: false } }`,
  `tag(slug: "topic") { articles% }`,
  `contributor(slug: "ada") { articles% }`,
];
const FORWARD_LISTS = [
  "contributors%",
  "tags%",
  `article(uri: "hub") { related% }`,
  `article(uri: "hub") { related%{ direction: INCOMING } }`,
];

function documentOf(list: string, args: string): string {
  const [, more = ""] = /%\{([^}]*)\}/.exec(list) ?? [];
  const given = [more.trim(), args].filter((part) => part !== "").join(", ");
  return `{ ${list.replace(/%(\{[^}]*\})?/, `${given ? `(${given})` : ""} { edges { cursor } }`)} }`;
}

const CURSOR = `"x"`;
const FORWARD_FAULTS = [
  ["first: 0", "PAGE_SIZE_INVALID", "first must be 1 to 100, got 0."],
  ["first: 101", "PAGE_SIZE_INVALID", "first must be 1 to 100, got 101."],
  ["first: -1", "PAGE_SIZE_INVALID", "first must be 1 to 100, got -1."],
  [`after: ${CURSOR}`, "CURSOR_INVALID", "after is not a cursor of this list."],
] as const;
const FAULTS = [
  ...FORWARD_FAULTS,
  ["last: 0", "PAGE_SIZE_INVALID", "last must be 1 to 100, got 0."],
  ["last: 101", "PAGE_SIZE_INVALID", "last must be 1 to 100, got 101."],
  ["last: -2147483648", "PAGE_SIZE_INVALID", "last must be 1 to 100, got -2147483648."],
  ["first: 1, last: 1", "PAGE_ARGUMENTS_INVALID", "first and last exclude each other."],
  [`last: 1, after: ${CURSOR}`, "PAGE_ARGUMENTS_INVALID", "after and last exclude each other."],
  [`first: 1, before: ${CURSOR}`, "PAGE_ARGUMENTS_INVALID", "first and before exclude each other."],
  [`after: ${CURSOR}, before: ${CURSOR}`, "PAGE_ARGUMENTS_INVALID", "after and before exclude each other."],
  [`before: ${CURSOR}`, "CURSOR_INVALID", "before is not a cursor of this list."],
] as const;

/** How many edges the list answered, wherever it is. */
const sizeOf = (data: unknown) => JSON.stringify(data).split('"cursor"').length - 1;

describe("Paging arguments", () => {
  test.each([
    ...LISTS.flatMap((list) => FAULTS.map((fault) => [list, ...fault] as const)),
    ...FORWARD_LISTS.flatMap((list) => FORWARD_FAULTS.map((fault) => [list, ...fault] as const)),
  ])("%s with %s: %s", async (list, args, ...[code, message]) => {
    const { errors } = await gateway.query(documentOf(list, args));

    expect(errors?.map((error) => [error.message, error.extensions.code])).toEqual([[message, code]]);
  });

  test.each(LISTS.slice(0, 1).flatMap((list) => FAULTS.map(([args]) => [list, args] as const)))(
    "%s with %s reads nothing",
    async (list, args) => {
      expect((await gateway.query(documentOf(list, args))).statementCount).toBe(0);
    },
  );

  test.each([...LISTS, ...FORWARD_LISTS.slice(2, 3)])(
    "%s: 20 unless said, as many as said, null is not said",
    async (list) => {
      const ask = async (args: string) => sizeOf((await gateway.query(documentOf(list, args))).data);

      expect(await ask("")).toBe(20);
      expect(await ask("first: null, after: null")).toBe(20);
      expect(await ask("first: 1")).toBe(1);
      expect(await ask("first: 24")).toBe(24);
      expect(await ask("first: 100")).toBeGreaterThanOrEqual(25);
    },
  );

  test("last takes as many as said, too", async () => {
    const ask = async (args: string) => sizeOf((await gateway.query(documentOf("articles%", args))).data);

    expect(await ask("last: 1")).toBe(1);
    expect(await ask("last: 100")).toBe(26);
    expect(await ask("last: null, before: null")).toBe(20);
  });

  test("a list in a list says what is wrong at each place, and how it was asked does not matter", async () => {
    const { errors } = await gateway.query(
      `query ($first: Int) { article(uri: "hub") { related(first: 2) { nodes { tags(first: $first) { relevance } } } } }`,
      {
        first: 101,
      },
    );

    expect(errors?.map(({ message, path }) => [message, path?.join(".")])[0]).toEqual([
      "first must be 1 to 100, got 101.",
      "article.related.nodes.0.tags",
    ]);
  });

  test.each([
    ["a string", "1"],
    ["a fraction", 1.5],
    ["more than 32 bits", 2 ** 31],
  ])("a size that is %s is BAD_USER_INPUT", async (_name, first) => {
    const { errors, statementCount } = await gateway.query(
      `query ($first: Int) { articles(first: $first) { nodes { id } } }`,
      { first },
    );

    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(["BAD_USER_INPUT"]);
    expect(statementCount).toBe(0);
  });
});
