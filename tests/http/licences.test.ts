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
import { createSchema } from "../../src/graphql/schema.ts";
import { bearer } from "./keyed-gateway.ts";
import { SECRET, startLicensedNewsroom } from "./licensed-newsroom.ts";

const schema = await createSchema();
const ARTICLE = schema.getType("Article") as GraphQLObjectType;
const MAX_DEPTH = 4;

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
    const deskOnly = bearer(await started.newsroom.createKey({ scopes: ["content:desk"] }));
    const everything = bearer(await started.newsroom.createKey());

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
});
