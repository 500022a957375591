import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECRET, startLicensedNewsroom } from "./licensed-newsroom.ts";

type Started = Awaited<ReturnType<typeof startLicensedNewsroom>>;
let started: Started;
let gateway: Started["gateway"];
let licensed: Started["licensed"];
let unlicensed: Started["unlicensed"];
beforeAll(async () => {
  started = await startLicensedNewsroom();
  ({ gateway, licensed, unlicensed } = started);
});
afterAll(() => started[Symbol.asyncDispose]());

async function document(path: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(gateway.origin + path, { headers });
  expect(response.status, path).toBe(200);
  return response.text();
}

/** What stands between two marks, wherever they are. */
const between = (page: string, open: string, close: string) =>
  [...page.matchAll(new RegExp(`${open}([^]*?)${close}`, "g"))].map(([, found]) => found);

describe("Documents, beyond the licence", () => {
  test("feeds and articles in every format hold nothing of the body", async () => {
    const formats = ["", ".html", ".md", ".txt", ".ninjs.json", ".jsonld"].map((format) => `/articles/told${format}`);
    const paths = [...formats, "/feeds/latest.json", "/feeds/latest.rss", "/feeds/latest.atom"];
    const carriers = async (headers: Record<string, string>) => {
      const found: string[] = [];
      for (const path of paths) if ((await document(path, headers)).includes(SECRET)) found.push(path);
      return found;
    };

    expect(await carriers(unlicensed)).toEqual([]);
    expect(await carriers({})).toEqual([]);
    expect(await carriers(licensed)).toEqual(paths);
  });
});

describe("What sums a story up, beyond the licence", () => {
  test("is the standfirst in an article's page; without one the page has no description", async () => {
    const descriptions = async (slug: string) =>
      between(await document(`/articles/${slug}`, unlicensed), '<meta name="description" content="', '">');

    expect(await descriptions("told")).toEqual([]);
    expect(await descriptions("announced")).toEqual(["Un chapeau à part."]);
  });

  test.each([
    ["rss", "<item>", "</item>", "description"],
    ["atom", "<entry[^>]*>", "</entry>", "summary"],
  ])("is the standfirst in an item of %s; without one it has none, but its headline", async (...names) => {
    const [format, open, close, element] = names;
    const items = between(await document(`/feeds/sections/monde.${format}`, unlicensed), open, close);
    const found = items.map((item = "") => [
      between(item, "<title>", "</title>")[0],
      between(item, `<${element}>`, `</${element}>`)[0],
    ]);

    expect(found).toEqual([
      ["announced", "Un chapeau à part."],
      ["told", undefined],
    ]);
  });

  test("is the standfirst in an item of JSON Feed; without one its text is the headline", async () => {
    const feed = JSON.parse(await document("/feeds/sections/monde.json", unlicensed)) as { items: object[] };

    expect(feed.items).toEqual([
      expect.objectContaining({
        title: "announced",
        summary: "Un chapeau à part.",
        content_text: "Un chapeau à part.",
      }),
      expect.objectContaining({ title: "told", content_text: "told" }),
    ]);
    expect(feed.items[1]).not.toHaveProperty("summary");
  });

  test("is the standfirst in ninjs; without one there are no descriptions, and no bodies", async () => {
    const ninjs = async (slug: string) =>
      JSON.parse(await document(`/articles/${slug}.ninjs.json`, unlicensed)) as object;

    expect(await ninjs("announced")).toMatchObject({
      representationType: "partial",
      descriptions: [{ role: "standfirst", value: "Un chapeau à part." }],
    });
    for (const part of ["descriptions", "bodies"]) expect(await ninjs("told")).not.toHaveProperty(part);
  });
});
