import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { suggestNow } from "../../../src/content/suggestion/suggestion-queue.commands.ts";
import { draftOf } from "../../support/draft.ts";
import { startSuggestingGateway, story } from "./suggesting-gateway.ts";

const UKRAINE = { kind: "PLACE" as const, name: "Ukraine", relevance: 1 };
const RUSSIA = { kind: "PLACE" as const, name: "Russie", relevance: 0.5 };
const ADA = { name: "Ada Brook", role: "AUTHOR" as const };
const WORLD = [{ slug: "monde", name: "Monde" }];
const day = (number: number, hour = 8) => new Date(Date.UTC(2026, 10, number, hour));
const old = (number: number) => ({ publishedAt: new Date(Date.UTC(2024, number, 1)) });

let gateway: Awaited<ReturnType<typeof startSuggestingGateway>>;
beforeAll(async () => {
  gateway = await startSuggestingGateway();
  const french = { language: "fr", section: WORLD, contributors: [ADA] };
  await gateway.publish(
    story("urn:war", "Guerre longue", {
      ...french,
      tags: [UKRAINE, RUSSIA],
      publishedAt: day(20),
      translationKey: "war",
    }),
    story("urn:talks", "Pourparlers discrets", { ...french, tags: [RUSSIA, UKRAINE], publishedAt: day(20) }),
    story("urn:grain", "Céréales bloquées", { language: "fr-CA", tags: [UKRAINE], ...old(1) }),
    story("urn:war-en", "A long war", { tags: [UKRAINE], publishedAt: day(20), translationKey: "war" }),
    story("urn:abroad", "Quite different matters", { tags: [UKRAINE], ...old(2) }),
    story("urn:byline", "Tout autre chose", { language: "fr", contributors: [ADA], publishedAt: day(14, 20) }),
    story("urn:desk", "Encore autre affaire", { language: "fr", section: WORLD, publishedAt: day(22) }),
    story("urn:draft", "Guerre longue et brouillon", { ...french, tags: [UKRAINE], status: "DRAFT" }),
    story("urn:later", "Bientôt", { ...french, tags: [UKRAINE], publishedAt: day(23) }),
    // Years apart, and nothing in common but words.
    story("urn:bees", "Beekeepers count hives after the harsh winter", { language: "en", ...old(3) }),
    story("urn:hives", "Winter was harsh: beekeepers lost half their hives", { language: "en", ...old(5) }),
    story("urn:honey", "Honey prices climb while shops wait", { language: "en", ...old(7) }),
    story("urn:bees-again", "Beekeepers count hives after the harsh winter", {
      headline: "bees",
      language: "en",
      ...old(9),
    }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

const EDGE = "edges { origin position score reasons { code text weight } node { uri } }";

describe("Article.related(origins: [ALGORITHM])", () => {
  test("lists what is most like a story, with a score and the reasons that add up to it", async () => {
    const { edges } = await gateway.related("war", "origins: [ALGORITHM]", EDGE);

    expect(edges).toEqual([
      {
        origin: "ALGORITHM",
        position: 1,
        score: 0.3175,
        reasons: [
          { code: "SHARED_TAG", text: "mêmes sujets : Ukraine, Russie", weight: 0.1875 },
          { code: "RECENCY", text: "publiés à quelques jours d'écart", weight: 0.06 },
          { code: "SHARED_SECTION", text: "même rubrique : Monde", weight: 0.04 },
          { code: "SHARED_CONTRIBUTOR", text: "même signature : Ada Brook", weight: 0.03 },
        ],
        node: { uri: "urn:talks" },
      },
      {
        origin: "ALGORITHM",
        position: 2,
        score: 0.1666,
        reasons: [{ code: "SHARED_TAG", text: "même sujet : Ukraine", weight: 0.1666 }],
        node: { uri: "urn:grain" },
      },
      {
        origin: "ALGORITHM",
        position: 3,
        score: 0.0708,
        reasons: [
          { code: "SHARED_SECTION", text: "même rubrique : Monde", weight: 0.04 },
          { code: "RECENCY", text: "publiés à quelques jours d'écart", weight: 0.0308 },
        ],
        node: { uri: "urn:desk" },
      },
      {
        origin: "ALGORITHM",
        position: 4,
        score: 0.0396,
        reasons: [
          { code: "SHARED_CONTRIBUTOR", text: "même signature : Ada Brook", weight: 0.03 },
          { code: "RECENCY", text: "publiés à quelques jours d'écart", weight: 0.0096 },
        ],
        node: { uri: "urn:byline" },
      },
    ]);
  });

  test.each([
    ["fr", "mêmes sujets : Ukraine, Russie"],
    ["en-GB", "same subjects: Ukraine, Russie"],
    ["de", "gleiche Themen: Ukraine, Russie"],
    ["es", "mismos temas: Ukraine, Russie"],
    ["ja", "same subjects: Ukraine, Russie"],
  ])("tells its reasons in %s", async (locale, expected) => {
    const { edges } = await gateway.related(
      "war",
      "origins: [ALGORITHM], first: 1",
      `edges { reasons { text(locale: "${locale}") } }`,
    );

    expect(edges[0]?.reasons[0]?.text).toBe(expected);
  });

  test("a locale that is none is LOCALE_INVALID at the text's path", async () => {
    const { errors } = await gateway.query(
      `{ article(slug: "war") { related(origins: [ALGORITHM], first: 1) { edges { reasons { text(locale: "fr_FR") } } } } }`,
    );

    expect(errors).toMatchObject([
      { path: ["article", "related", "edges", 0, "reasons", 0, "text"], extensions: { code: "LOCALE_INVALID" } },
    ]);
  });

  test("texts are compared by their stems, stop words apart; what says the same is not suggested", async () => {
    const { edges } = await gateway.related("bees", "origins: [ALGORITHM]", EDGE);

    expect(edges.map(({ node, reasons }) => [node.uri, reasons.map(({ code }) => code)])).toEqual([
      ["urn:hives", ["TEXT_SIMILARITY"]],
    ]);
    expect(edges[0]?.score).toBe(0.413);
  });

  test("other languages are suggested only when asked for, translations of the story never", async () => {
    expect(await gateway.suggested("war")).not.toContain("urn:abroad");
    expect(await gateway.suggested("war", `, languages: ["en"]`)).toEqual(["urn:abroad"]);
    expect(await gateway.suggested("war", `, languages: ["fr-CA", "en"]`)).toEqual(["urn:abroad", "urn:grain"]);
    expect(await gateway.suggested("war", `, languages: []`)).toEqual([]);
  });

  test("incoming, it lists the stories that suggest this one, newest first, in their places there", async () => {
    const { edges } = await gateway.related("grain", "origins: [ALGORITHM], direction: INCOMING", EDGE);

    expect(edges.map(({ node, position, score }) => [node.uri, position, score])).toEqual([
      ["urn:war", 2, 0.1666],
      ["urn:talks", 2, 0.1666],
    ]);
  });

  test("from its other end a story's suggestion has another id, as its node is another", async () => {
    const { edges: outgoing } = await gateway.related("war", "origins: [ALGORITHM]", "edges { id }");
    const { edges: incoming } = await gateway.related(
      "grain",
      "origins: [ALGORITHM], direction: INCOMING",
      "edges { id }",
    );

    expect(outgoing[1]?.id).toMatch(/^Suggestion:\d+:\d+$/);
    expect(incoming[0]?.id).toBe(`${outgoing[1]?.id}:INCOMING`);
  });

  test.each([
    [", kinds: [SIMILAR], placements: [END]", 4],
    [", kinds: [BACKGROUND]", 0],
    [", placements: [INLINE]", 0],
  ])("filtered by %s there are %i", async (filter, count) => {
    expect((await gateway.related("war", `origins: [ALGORITHM]${filter}`, "totalCount")).totalCount).toBe(count);
  });

  test("a storyline in common is a reason", async () => {
    const [id] = await gateway.publish(story("urn:early", "Premier", { language: "fr", ...old(4) }));
    await saveStorylines(gateway.database.em(), [
      {
        uri: "urn:line",
        title: "La guerre",
        status: "ACTIVE",
        entries: [
          { article: "urn:early", keyMoment: false },
          { article: "urn:war", keyMoment: false },
        ],
      },
    ]);
    await suggestNow(gateway.database.em(), [id ?? 0]);
    const { edges } = await gateway.related("early", "origins: [ALGORITHM]", EDGE);

    expect(edges.map(({ node, reasons }) => [node.uri, reasons])).toEqual([
      ["urn:war", [{ code: "SHARED_STORYLINE", text: "même dossier : La guerre", weight: 0.12 }]],
    ]);
  });
});

describe("What may not be seen", () => {
  test("a story that is still to come is suggested once its time has come, and no earlier", async () => {
    expect(await gateway.suggested("war")).not.toContain("urn:later");
    const before = gateway.clock.now;
    gateway.clock.now = day(24);

    expect(await gateway.suggested("war")).toContain("urn:later");
    gateway.clock.now = before;
  });

  test.each([
    ["withdrawn", { status: "WITHDRAWN" as const }],
    ["a draft", { status: "DRAFT" as const }],
    ["post-dated", { publishedAt: day(28) }],
    ["under embargo", { embargoedUntil: day(28) }],
  ])("a story that is %s leaves everyone's suggestions at once, before anything is computed", async (name, change) => {
    const uri = `urn:gone-${name.replaceAll(" ", "-")}`;
    const draft = story(uri, "Guerre", { language: "fr", tags: [UKRAINE, RUSSIA], publishedAt: day(20) });
    await gateway.publish(draft);
    expect(await gateway.suggested("war")).toContain(uri);
    await gateway.save({ ...draft, updatedAt: day(21), ...change });

    expect(await gateway.suggested("war")).not.toContain(uri);
    expect((await gateway.related("talks", "fill: true")).nodes.map((node) => node.uri)).not.toContain(uri);
  });
});

describe("An ordinary list of related stories", () => {
  test("has no suggestions, and its edges no reasons", async () => {
    await gateway.save(
      draftOf("urn:linked", {
        slug: "linked",
        related: [{ target: { uri: "urn:war", headline: "" }, kind: "BACKGROUND", placement: "END" }],
        tags: [UKRAINE],
      }),
    );
    const { edges, totalCount } = await gateway.related("linked", "first: 10", `${EDGE} totalCount`);

    expect(edges).toMatchObject([{ origin: "IMPORT", score: null, reasons: [], node: { uri: "urn:war" } }]);
    expect(totalCount).toBe(1);
  });
});
