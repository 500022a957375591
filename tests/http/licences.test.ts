import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isNonNullType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StoredBlock } from "../../src/content/body/stored-body.ts";
import { createSchema } from "../../src/graphql/schema.ts";
import { draftOf, edgeTo } from "../support/draft.ts";
import { bearer, type KeyedGateway, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

const schema = await createSchema();
const ARTICLE = schema.getType("Article") as GraphQLObjectType;
/** In the body and nowhere else. */
const SECRET = "Quincaillerie";
const MAX_DEPTH = 4;

const chain = (...slugs: string[]) => slugs.map((slug) => ({ slug, name: slug }));
const text = { text: `${SECRET} de quartier` };
const BODY: StoredBlock[] = [
  { type: "PARAGRAPH", role: "LEAD", content: text },
  { type: "HEADING", level: 2, anchor: "s", content: text },
  { type: "PARAGRAPH", role: "BODY", content: text },
  { type: "LIST", ordered: false, items: [text] },
  { type: "QUOTE", content: text, attribution: SECRET },
  { type: "TABLE", rows: [[SECRET]], hasHeader: false, caption: SECRET },
];

let newsroom: KeyedNewsroom;
let gateway: KeyedGateway;
let licensed: Record<string, string>;
let unlicensed: Record<string, string>;
beforeAll(async () => {
  newsroom = await startKeyedNewsroom({ anonymousLicence: [] });
  gateway = await newsroom.listen();
  await newsroom.save(
    draftOf("told", {
      section: chain("monde", "europe"),
      body: BODY,
      related: [edgeTo("other")],
    }),
    draftOf("announced", { section: chain("monde", "europe"), body: BODY, standfirst: { text: "Un chapeau à part." } }),
    draftOf("other", { section: chain("sport"), related: [edgeTo("told")] }),
    draftOf("nowhere"),
  );
  const { data } = await gateway.ask('{ monde: section(path: "monde") { id } sport: section(path: "sport") { id } }');
  const { monde, sport } = data as Record<"monde" | "sport", { id: string }>;
  const keyOf = (...ids: string[]) => newsroom.createKey({ sectionIds: ids.map((id) => Number(id.split(":")[1])) });
  licensed = bearer(await keyOf(monde.id));
  unlicensed = bearer(await keyOf(sport.id));
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await newsroom[Symbol.asyncDispose]();
});

const isFree = ({ args }: GraphQLField<unknown, unknown>) =>
  args.every(({ type, defaultValue }) => !isNonNullType(type) || defaultValue !== undefined);

/** All there is below a type, articles excepted; undefined when there is nothing. */
function below(type: GraphQLCompositeType, depth: number): string | undefined {
  if (type === ARTICLE) return undefined;
  const parts = isAbstractType(type)
    ? schema.getPossibleTypes(type).flatMap((of) => {
        const selection = below(of, depth);
        return selection ? [`... on ${of.name} ${selection}`] : [];
      })
    : Object.values(type.getFields()).flatMap((field) => selectionOf(field, depth) ?? []);
  return parts.length > 0 ? `{ ${parts.join(" ")} }` : undefined;
}

function selectionOf(field: GraphQLField<unknown, unknown>, depth: number): string | undefined {
  const type = getNamedType(field.type);
  if (!isFree(field)) return undefined;
  if (isLeafType(type)) return field.name;
  const selection = depth > 0 && isCompositeType(type) ? below(type, depth - 1) : undefined;
  return selection && `${field.name} ${selection}`;
}

const FIELDS = Object.values(ARTICLE.getFields()).flatMap((field): [string, string][] => {
  const selection = selectionOf(field, MAX_DEPTH);
  return selection ? [[field.name, selection]] : [];
});

describe("Beyond its licence", () => {
  test.each(FIELDS)("a key reads nothing of the body in Article.%s, and no error", async (_name, selection) => {
    const { status, text: answer, errors } = await gateway.ask(`{ article(uri: "told") { ${selection} } }`, unlicensed);

    expect(status).toBe(200);
    expect(errors).toBeUndefined();
    expect(answer).not.toContain(SECRET);
  });

  test("the fields that carry the body are among those asked", async () => {
    const carriers: string[] = [];
    for (const [name, selection] of FIELDS) {
      const { text: answer } = await gateway.ask(`{ article(uri: "told") { ${selection} } }`, licensed);
      if (answer.includes(SECRET)) carriers.push(name);
    }

    expect(carriers.toSorted()).toEqual(["body", "jsonLd", "ninjs", "share", "summary"]);
  });

  test("headline and edges are there, what is made from the body is not, and access says why", async () => {
    const query = `{ article(uri: "told") { headline summary share { text } jsonLd access { body } body { text }
      related { nodes { uri access { body } body { wordCount } } } } }`;

    expect((await gateway.ask(query, unlicensed)).data).toEqual({
      article: {
        headline: "told",
        summary: "",
        share: { text: "told" },
        jsonLd: expect.not.objectContaining({ description: expect.anything() }),
        access: { body: "DENIED_LICENCE" },
        body: null,
        related: { nodes: [{ uri: "other", access: { body: "GRANTED" }, body: { wordCount: expect.any(Number) } }] },
      },
    });
  });

  test("the standfirst, which is no part of the body, is there", async () => {
    const query = `{ article(uri: "announced") { summary share { text } jsonLd standfirst { text } body { text } } }`;

    expect((await gateway.ask(query, unlicensed)).data).toEqual({
      article: {
        summary: "Un chapeau à part.",
        share: { text: "announced — Un chapeau à part." },
        jsonLd: expect.objectContaining({ description: "Un chapeau à part.", isAccessibleForFree: false }),
        standfirst: { text: "Un chapeau à part." },
        body: null,
      },
    });
  });

  test("with the licence the body's beginning sums the story up", async () => {
    const query = `{ article(uri: "told") { summary share { text } jsonLd } }`;

    expect((await gateway.ask(query, licensed)).data).toEqual({
      article: {
        summary: "Quincaillerie de quartier",
        share: { text: "told — Quincaillerie de quartier" },
        jsonLd: expect.objectContaining({ description: "Quincaillerie de quartier", isAccessibleForFree: true }),
      },
    });
  });

  test("a summary stands where it stands in lists and beside other stories, too", async () => {
    const query = `{ articles { nodes { uri summary } } article(uri: "other") { related { nodes { summary } } } }`;
    const summaries = async (headers: Record<string, string>) => {
      const { data } = await gateway.ask(query, headers);
      const { articles, article } = data as {
        articles: { nodes: { uri: string; summary: string }[] };
        article: { related: { nodes: { summary: string }[] } };
      };
      const listed = articles.nodes.map(({ uri, summary }) => [uri, summary]);
      return { ...Object.fromEntries(listed), beside: article.related.nodes.map(({ summary }) => summary) } as object;
    };

    expect(await summaries(unlicensed)).toEqual({
      told: "",
      announced: "Un chapeau à part.",
      other: "Two words.",
      nowhere: "",
      beside: [""],
    });
    expect(await summaries(licensed)).toEqual({
      told: "Quincaillerie de quartier",
      announced: "Un chapeau à part.",
      other: "",
      nowhere: "",
      beside: ["Quincaillerie de quartier"],
    });
  });

  test("the same operation serves everyone, in as many statements", async () => {
    const query = `{ articles { nodes { uri body { wordCount } } } }`;
    const before = gateway.logged().length;
    const read = async (headers: Record<string, string>) => {
      const { data } = await gateway.ask(query, headers);
      const { articles } = data as { articles: { nodes: { uri: string; body: object | null }[] } };
      return articles.nodes.flatMap(({ uri, body }) => (body ? [uri] : [])).toSorted();
    };
    const deskOnly = bearer(await newsroom.createKey({ scopes: ["content:desk"] }));
    const everything = bearer(await newsroom.createKey());

    expect(await read({})).toEqual([]);
    expect(await read(everything)).toEqual(["announced", "nowhere", "other", "told"]);
    expect(await read(licensed)).toEqual(["announced", "told"]);
    expect(await read(unlicensed)).toEqual(["other"]);
    expect(await read(deskOnly)).toEqual([]);
    await expect
      .poll(() =>
        gateway
          .logged()
          .slice(before)
          .map(({ statementCount }) => statementCount),
      )
      .toEqual([1, 1, 1, 1, 1]);
  });

  test("feeds and articles in every format hold nothing of the body either", async () => {
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

async function document(path: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(gateway.origin + path, { headers });
  expect(response.status, path).toBe(200);
  return response.text();
}

/** What stands between two marks, wherever they are. */
const between = (page: string, open: string, close: string) =>
  [...page.matchAll(new RegExp(`${open}([^]*?)${close}`, "g"))].map(([, found]) => found);

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
