import { fc } from "../../support/seeded.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { type Found, story } from "./search-newsroom.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => void (gateway = await startTestGateway()));
afterAll(() => gateway[Symbol.asyncDispose]());

async function highlights(query: string) {
  const { data, errors } = await gateway.query<Found>(
    `query ($query: String!) { search(query: $query) { edges { highlights { field html } } } }`,
    { query },
  );
  expect(errors).toBeUndefined();
  return data.search.edges.map((edge) => Object.fromEntries(edge.highlights.map(({ field, html }) => [field, html])));
}

/** The one story there is. */
async function only(draft: ArticleDraft) {
  await gateway.database.execute("truncate articles restart identity cascade");
  await gateway.save(draft);
}

describe("SearchEdge.highlights", () => {
  test("marks words as they are written, whatever their accents, case and ending", async () => {
    await only(
      story("a", {
        language: "fr",
        headline: "CORÉE : « l’élue »",
        body: "Les élues de la Corée\u00a0du Nord, nord-coréennes.",
      }),
    );

    expect(await highlights("coree elue")).toEqual([
      {
        headline: "<mark>CORÉE</mark> : « l’<mark>élue</mark> »",
        body: "Les <mark>élues</mark> de la <mark>Corée</mark>\u00a0du Nord, nord-coréennes.",
      },
    ]);
  });

  test("accents written as characters of their own are marked with their letter", async () => {
    await only(story("a", { language: "fr", headline: "La Core\u0301e", body: "" }));

    expect(await highlights("corée")).toEqual([{ headline: "La <mark>Core\u0301e</mark>" }]);
  });

  test("markup in a text is text, before, in and after what is marked", async () => {
    await only(
      story("a", {
        headline: `<b>Otter</b> & "otter" <mark>otter</mark> </mark><script>alert(1)</script>`,
        body: "<img src=x onerror=alert(1)> &lt;otter&gt; \u0002otter\u0003",
      }),
    );

    expect(await highlights("otter")).toEqual([
      {
        headline: `&lt;b&gt;<mark>Otter</mark>&lt;/b&gt; &amp; "<mark>otter</mark>" &lt;mark&gt;<mark>otter</mark>&lt;/mark&gt; &lt;/mark&gt;&lt;script&gt;alert(1)&lt;/script&gt;`,
        body: "&lt;img src=x onerror=alert(1)&gt; &amp;lt;<mark>otter</mark>&amp;gt; \u0002<mark>otter</mark>\u0003",
      },
    ]);
  });

  test("without its marks, and unescaped, a headline is what it was", async () => {
    const texts = fc.array(
      fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("otter", "Otters", " ", "<", "&", "-", "é", "`", "\u0002"),
      ),
    );
    const headlines = fc.sample(texts, 100).map((some) => `otter ${some.join("").replaceAll("\0", "")}`);
    await gateway.database.execute("truncate articles restart identity cascade");
    await gateway.save(...headlines.map((headline, index) => story(`a-${index}`, { headline })));
    const { data } = await gateway.query<Found>(
      `{ search(query: "otter", first: 100) { nodes { headline } edges { highlights { html } } } }`,
    );
    const plain = data.search.edges.map(({ highlights: [first] }) =>
      first?.html
        .replaceAll(/<\/?mark>/g, "")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&"),
    );

    expect(plain).toHaveLength(100);
    expect(plain).toEqual(data.search.nodes.map(({ headline }) => headline));
  });

  test("of a body, the passage with the most of the words is shown", async () => {
    const filler = (word: string, count: number) => Array.from({ length: count }, () => word).join(" ");
    await only(
      story("a", {
        headline: "A",
        body: `The otter came first, ${filler("once", 40)}.\n${filler("then", 20)} an otter, a heron ${filler("later", 40)}.\nThe heron came last.`,
      }),
    );

    expect(await highlights("otter heron")).toEqual([
      { body: `…${filler("then", 5)} an <mark>otter</mark>, a <mark>heron</mark> ${filler("later", 23)}…` },
    ]);
  });

  test("words are found in lists, quotes and tables, too", async () => {
    await only({
      ...story("a", { headline: "A" }),
      body: [
        { type: "LIST", ordered: false, items: [{ text: "One" }, { text: "An otter" }] },
        { type: "QUOTE", content: { text: "Never" }, attribution: "A heron" },
        { type: "TABLE", rows: [["Badger", "2"]], hasHeader: false, caption: "Of animals" },
      ],
    });

    expect([
      await highlights("otter"),
      await highlights("heron"),
      await highlights("badger"),
      await highlights("animal"),
    ]).toEqual([
      [{ body: "An <mark>otter</mark>" }],
      [{ body: "A <mark>heron</mark>" }],
      [{ body: "<mark>Badger</mark>" }],
      [{ body: "Of <mark>animals</mark>" }],
    ]);
  });

  test("of words that must not occur, none is marked; of a quotation, all", async () => {
    await only(story("a", { headline: "The quick brown fox", body: "Quick and brown." }));

    expect(await highlights('"brown fox" -otter')).toEqual([
      { headline: "The quick <mark>brown</mark> <mark>fox</mark>", body: "Quick and <mark>brown</mark>." },
    ]);
  });

  test("the end of a very long body is not searched, and nothing breaks", async () => {
    await only(story("a", { headline: "Whale", body: `${"word ".repeat(14_999)}otter heron` }));

    expect(await highlights("whale otter")).toEqual([
      { headline: "<mark>Whale</mark>", body: `…${"word ".repeat(30)}<mark>otter</mark> heron` },
    ]);
    expect(await highlights("heron")).toEqual([]);
  });

  test("a body of different words only, as large as can be, is kept", async () => {
    const words = Array.from({ length: 20_000 }, (_, index) => `${"\u4e00".repeat(40)}${index.toString(36)}`);
    await only(story("a", { headline: "Whale", body: words.join(" ") }));

    expect(await highlights("whale")).toEqual([{ headline: "<mark>Whale</mark>" }]);
  });
});
