import { describe, expect, test } from "vitest";
import { type ReadContext, readItems, type ReadItem, UnreadableInput } from "../../../src/ingest/formats/read-items.ts";
import { fixture, PARIS } from "./fixture.ts";

const context: ReadContext = { ...PARIS, name: "wire.json" };
const item = (uri: string, headline = "Pékin s’éveille") => ({
  uri,
  language: "fr",
  headlines: [{ value: headline }],
  versionCreated: "2024-11-24T07:30:00Z",
  representationType: "partial",
});

/** The bytes in chunks of that size: 1 parts every multibyte character. */
async function* chunks(input: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(input);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(
  input: string | Uint8Array,
  more: Partial<ReadContext> & { chunkBytes?: number } = {},
): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const one of readItems(chunks(input, more.chunkBytes), { ...context, ...more })) items.push(one);
  return items;
}

/** For each item its uri, or its problem. */
const summary = (items: ReadItem[]) =>
  items.map(({ index, item: { draft, problems } }) => [index, draft?.uri ?? problems[0]?.reason]);

const UNKNOWN = "it is neither ninjs (JSON), a feed, a WordPress export nor an HTML page";

describe("readItems", () => {
  const lines = [item("a"), item("b")].map((one) => JSON.stringify(one)).join("\n");

  test.each([
    ["lines", lines],
    ["lines with blank ones, CRLF and an end", `${lines.replace("\n", "\r\n\r\n")}\r\n`],
    ["an array", JSON.stringify([item("a"), item("b")])],
    ["an array over lines", JSON.stringify([item("a"), item("b")], null, 2)],
  ])("%s give each item, whatever the chunks and with a byte order mark or without", async (_case, text) => {
    for (const chunkBytes of [1, 2, 3, 1_000]) {
      expect(summary(await read(text, { chunkBytes }))).toEqual([
        [0, "a"],
        [1, "b"],
      ]);
      expect(summary(await read(`\uFEFF${text}`, { chunkBytes }))).toEqual([
        [0, "a"],
        [1, "b"],
      ]);
    }
  });

  test("a character that is parted between chunks stays whole", async () => {
    const [first] = await read(JSON.stringify(item("a", "« Мост » 桥 🌉")), { chunkBytes: 1 });

    expect(first?.item.draft?.headline).toBe("« Мост » 桥 🌉");
  });

  test.each([
    ["on one line", JSON.stringify(item("a"))],
    ["over lines", JSON.stringify(item("a"), null, 2)],
  ])("an object %s is one item", async (_case, text) => {
    expect(summary(await read(text, { chunkBytes: 1 }))).toEqual([[0, "a"]]);
  });

  test("brackets, quotes and commas inside strings part nothing", async () => {
    const tricky = [item("a", 'He said: "[{,}]" \\'), item("b", '\\"],['), item("c")];

    expect(await read(JSON.stringify(tricky), { chunkBytes: 1 })).toMatchObject(
      tricky.map(({ uri, headlines }) => ({ item: { draft: { uri, headline: headlines[0]?.value } } })),
    );
  });

  test("an empty array has no items", async () => {
    expect(await read(" [ ] ")).toEqual([]);
  });

  test("a broken line is that item's problem", async () => {
    const broken = [
      '{"uri": "x", ',
      JSON.stringify(item("a")),
      "nonsense",
      '{"uri": 5}',
      JSON.stringify(item("b")),
    ].join("\n");
    const items = await read(broken);

    expect(items.map(({ item: { draft } }) => draft?.uri)).toEqual([undefined, "a", undefined, undefined, "b"]);
    expect(items.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(items[0]?.item.problems).toEqual([{ path: "", reason: expect.stringMatching(/^is not JSON: /) as string }]);
    expect(items[3]?.item.problems[0]).toEqual({ path: "/uri", reason: "must be a string, got 5" });
  });

  test("a broken element of an array is that item's problem", async () => {
    const good = JSON.stringify(item("a"));
    const items = await read(`[${good}, {"uri": oops}, 5, , {"uri": "open\n}, ${good}]`);

    expect(items.map(({ item: { draft } }) => draft?.uri)).toEqual([
      "a",
      undefined,
      undefined,
      undefined,
      undefined,
      "a",
    ]);
    expect(items[2]?.item.problems).toEqual([{ path: "", reason: "must be a JSON object, the ninjs item" }]);
  });

  test("an array that is cut short, or is followed by more, keeps what was whole", async () => {
    const good = JSON.stringify(item("a"));

    expect(summary(await read(`[${good}, {"uri": "b"`))).toEqual([
      [0, "a"],
      [1, "is not whole: the input ends before the array does"],
    ]);
    expect(summary(await read(`[${good}] [${good}]`))).toEqual([
      [0, "a"],
      [1, "is not expected: the array has ended before it"],
    ]);
  });

  test("bytes that are not UTF-8 are a problem of their item", async () => {
    const latin1 = Buffer.concat([
      Buffer.from(`${JSON.stringify(item("a"))}\n`),
      Buffer.from(JSON.stringify(item("b", "Pékin")), "latin1"),
    ]);

    expect(summary(await read(latin1))).toEqual([
      [0, "a"],
      [1, "is not UTF-8"],
    ]);
    expect(summary(await read(Buffer.from("<html><h1>Pékin</h1>", "latin1")))).toEqual([[0, "is not UTF-8"]]);
  });

  test.each([
    ["line", (long: string, good: string) => `${good}\n${long}\n${good}`],
    ["element", (long: string, good: string) => `[${good},${long},${good}]`],
  ])("a %s of more than 16 MiB is a problem, and the rest is read", async (_case, document) => {
    const long = JSON.stringify(item("long", "x".repeat(16 * 1024 * 1024)));

    expect(summary(await read(document(long, JSON.stringify(item("a"))), { chunkBytes: 65_536 }))).toEqual([
      [0, "a"],
      [1, "is longer than 16 MiB"],
      [2, "a"],
    ]);
  });

  test("an HTML page is one item", async () => {
    const [page, ...others] = await read(fixture("article-page.html"), { chunkBytes: 1 });

    expect(others).toEqual([]);
    expect(page).toMatchObject({
      index: 0,
      item: { draft: { dateline: "Paris", related: { length: 4 } }, problems: [] },
    });
  });

  test("a forced format is not second-guessed", async () => {
    expect(summary(await read("Just text", { format: "article-html" }))).toEqual([
      [0, "is missing: the page names no canonical address and came from none"],
    ]);
  });

  test.each([
    ["nothing", "", "it is empty"],
    ["white space", " \n\uFEFF", "it is empty"],
    ["text", "Paris, 24 November", UNKNOWN],
    ["binary", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]), UNKNOWN],
    ["an empty root", '<?xml version="1.0"?><rss/>', UNKNOWN],
    ["a document that is cut short", '{\n  "uri": "a",\n  "headlines": [', "it is not JSON"],
    ["lines of which none is JSON", '{"uri": \n{"uri": ', "none of its items is JSON"],
    ["an array without JSON", "[{oops}]", "none of its items is JSON"],
  ])("%s is unreadable", async (_case, input, reason) => {
    const failure = await read(input).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(UnreadableInput);
    expect(String(failure)).toContain(`wire.json cannot be read: ${reason}`);
  });

  test("the input is given back when its reader stops early", async () => {
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield Buffer.from(`${JSON.stringify(item("a"))}\n`.repeat(100));
      } finally {
        isClosed = true;
      }
    }

    for await (const { index } of readItems(endless(), context)) if (index === 250) break;

    expect(isClosed).toBe(true);
  });
});
