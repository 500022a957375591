import { fc } from "../../support/seeded.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGateway } from "../../support/test-gateway.ts";
import { find, type Found, story } from "./search-newsroom.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(
    story("corée", {
      language: "fr",
      headline: "La Corée du Nord",
      body: "Deux élues arrêtées ont mangé à Saint-Denis.",
    }),
    story("œuvre", { language: "fr-CA", headline: "L’œuvre au noir", body: "Une rétrospective." }),
    story("españa", {
      language: "es",
      headline: "España y la elección",
      body: "La información del año, según el niño.",
    }),
    story("eleições", { language: "pt-BR", headline: "Eleições e ações", body: "O país." }),
    story("häuser", { language: "de", headline: "Die Straße der Häuser", body: "Königliche Könige." }),
    story("voters", {
      language: "en",
      headline: "Voters vote",
      body: "The ministers resigned over the budget in 2024.",
    }),
    story("città", { language: "it", headline: "Le città", body: "Università." }),
    story("kiezers", { language: "nl", headline: "De kiezers", body: "Een reünie." }),
    story("выборы", { language: "ru", headline: "Выборы", body: "Новости дня: ещё одни выборы." }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe("Query.search", () => {
  test.each([
    ["coree", ["corée"]],
    ["CORÉE nord", ["corée"]],
    ["elue arretee", ["corée"]],
    ["mangée", ["corée"]],
    ["manger", ["corée"]],
    ["saint denis", ["corée"]],
    ["saint-denis", ["corée"]],
    ["Oeuvres", ["œuvre"]],
    ["l'œuvre", ["œuvre"]],
    ["rétrospectives", ["œuvre"]],
    ["elecciones", ["españa"]],
    ["informaciones", ["españa"]],
    ["INFORMACION", ["españa"]],
    ["ninos", ["españa"]],
    ["eleição", ["eleições"]],
    ["acao paises", ["eleições"]],
    ["strassen haus", ["häuser"]],
    ["König", ["häuser"]],
    ["voting", ["voters"]],
    ["minister's budgets", ["voters"]],
    ["2024", ["voters"]],
    ["universita", ["città"]],
    ["kiezer reunie", ["kiezers"]],
    ["ВЫБОРЫ еще", ["выборы"]],
    ["выбор", []],
  ])("%s finds %j: each story by the grammar of its language, without accents", async (query, names) => {
    expect(await find(gateway, query)).toEqual(names);
  });

  test("what two languages have in common is found in both, once each", async () => {
    expect((await find(gateway, "espana or coree or paris")).toSorted()).toEqual(["corée", "españa"]);
  });

  test.each([
    ["ministers budget", ["voters"]],
    ["ministers unicorn", []],
    ["unicorn or budget", ["voters"]],
    ["ministers -unicorn", ["voters"]],
    ["ministers -budget", []],
    ['"the budget"', ["voters"]],
    ['"budget ministers"', []],
    ['ministers -"the budget"', []],
    ['voters -"budget ministers"', ["voters"]],
    ["-unicorn", []],
    ["unicorn or -unicorn", []],
  ])("%s finds %j", async (query, names) => {
    expect(await find(gateway, query)).toEqual(names);
  });

  test.each([
    "",
    " \n\t",
    "the",
    "le la les",
    "-",
    "--",
    '"',
    '""',
    '"""',
    "or",
    "or or",
    '- "" or -" ',
    "'",
    "\\",
    "!!!",
    "& | <-> ( ) :* !",
    "%_%",
    "\0",
    "\ud800",
    "\udc00x\ud800",
    "😀",
    "\u0301\u0300",
    "x".repeat(20_000),
    "é".repeat(20_000),
    "\u{20000}".repeat(10_000),
    '-"'.repeat(10_000),
    "unicorn ".repeat(2_500),
    "(".repeat(20_000),
    "<script>alert(1)</script>",
    "'); drop table articles; --",
  ])("a query that says nothing, or much too much, finds nothing: %#", async (query) => {
    expect(await find(gateway, query)).toEqual([]);
    expect(gateway.faults).toEqual([]);
  });

  test("any string is answered", async () => {
    const pieces = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("coree", " ", "-", '"', " or ", "\0", "\ud800", "'", "\\", ":*", "<->", "&", "|", "!", "("),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, { maxLength: 8 }),
        fc.constantFrom("RELEVANCE", "NEWEST"),
        async (some, orderBy) => {
          expect(await find(gateway, some.join(""), { orderBy })).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 100 },
    );
    expect(gateway.faults).toEqual([]);
  });

  test("words beside nonsense are still found", async () => {
    expect(await find(gateway, "\0coree\ud800 ( nord")).toEqual(["corée"]);
  });

  test("filters narrow", async () => {
    expect(await find(gateway, "espana or coree", { filter: { languages: ["es"] } })).toEqual(["españa"]);
    expect(await find(gateway, "espana", { filter: { published: { to: "2026-11-01T00:00:00Z" } } })).toEqual([]);
  });

  test("a page with scores, highlights and counts is two statements", async () => {
    const { data, statementCount } = await gateway.query<Found>(
      `{ search(query: "coree") { totalCount { value relation } edges { score node { uri body { text } } highlights { field html } } } }`,
    );

    expect(data.search).toEqual({
      totalCount: { value: 1, relation: "EXACT" },
      edges: [
        {
          score: expect.closeTo(0.61, 2),
          node: { uri: "urn:corée", body: { text: "Deux élues arrêtées ont mangé à Saint-Denis." } },
          highlights: [{ field: "headline", html: "La <mark>Corée</mark> du Nord" }],
        },
      ],
    });
    expect(statementCount).toBe(2);
  });
});

describe("SearchOrder", () => {
  const at = (day: number) => new Date(Date.UTC(2026, 9, day));
  beforeAll(async () => {
    await gateway.save(
      story("in-body", {
        headline: "One",
        body: "The otter swims.\nAn otter, an otter, an otter: otters.",
        publishedAt: at(9),
      }),
      story("in-standfirst", { headline: "Two", standfirst: { text: "An otter at last" }, publishedAt: at(8) }),
      story("in-kicker", { headline: "Three", kicker: "Otter at large", publishedAt: at(7) }),
      story("in-headline-old", { headline: "The otter", publishedAt: at(1) }),
      story("in-headline-new", { headline: "An otter", publishedAt: at(3) }),
      story("in-headline-too", { headline: "One otter", publishedAt: at(3) }),
    );
  });

  test("RELEVANCE: headline over kicker and standfirst over body; equals newest first, then the later written", async () => {
    expect(await find(gateway, "otter")).toEqual([
      "in-headline-too",
      "in-headline-new",
      "in-headline-old",
      "in-standfirst",
      "in-kicker",
      "in-body",
    ]);
  });

  test("NEWEST: whatever weighs more", async () => {
    expect(await find(gateway, "otter", { orderBy: "NEWEST" })).toEqual([
      "in-body",
      "in-standfirst",
      "in-kicker",
      "in-headline-too",
      "in-headline-new",
      "in-headline-old",
    ]);
  });

  test("more of the words in the headline weigh more; the body's words do not, however many", async () => {
    await gateway.save(
      story("body", { headline: "A", body: "Badger den. Badger den.", publishedAt: at(5) }),
      story("body-too", { headline: "B", body: "A badger, a den.", publishedAt: at(6) }),
      story("one-of-two", { headline: "Badger", body: "Its den.", publishedAt: at(4) }),
      story("both", { headline: "Badger den", publishedAt: at(3) }),
    );

    expect(await find(gateway, "badger den")).toEqual(["both", "one-of-two", "body-too", "body"]);
  });

  test("a changed story is found by its new words only", async () => {
    await gateway.save(story("changed", { headline: "Heron" }));
    await gateway.save(
      story("changed", { headline: "Egret", language: "fr", updatedAt: new Date("2026-11-21T00:00:00Z") }),
    );

    expect(await find(gateway, "heron")).toEqual([]);
    expect(await find(gateway, "egrets")).toEqual(["changed"]);
  });

  test("a story known by its headline only is found by it", async () => {
    await gateway.save(story("partial", { headline: "Wombat", representation: "PARTIAL" }));

    expect(await find(gateway, "wombats")).toEqual(["partial"]);
  });
});
