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
  { type: "PARAGRAPH", role: "LEAD", content: { text: "Une entrée en matière." } },
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

    expect(carriers).toContain("body");
  });

  test("headline, summary and edges are there, the body is not, and access says why", async () => {
    const query = `{ article(uri: "told") { headline summary access { body } body { text }
      related { nodes { uri access { body } body { wordCount } } } } }`;

    expect((await gateway.ask(query, unlicensed)).data).toEqual({
      article: {
        headline: "told",
        summary: "Une entrée en matière.",
        access: { body: "DENIED_LICENCE" },
        body: null,
        related: { nodes: [{ uri: "other", access: { body: "GRANTED" }, body: { wordCount: expect.any(Number) } }] },
      },
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

    expect(await read({})).toEqual(["nowhere", "other", "told"]);
    expect(await read(everything)).toEqual(["nowhere", "other", "told"]);
    expect(await read(licensed)).toEqual(["told"]);
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
    const formats = ["/articles/told", "/articles/told.ninjs.json", "/articles/told.jsonld"];
    const paths = [...formats, "/feeds/latest.json", "/feeds/latest.rss", "/feeds/latest.atom"];
    const carriers = async (headers: Record<string, string>) => {
      const found: string[] = [];
      for (const path of paths) {
        const response = await fetch(gateway.origin + path, { headers });
        expect(response.status).toBe(200);
        if ((await response.text()).includes(SECRET)) found.push(path);
      }
      return found;
    };

    expect(await carriers(unlicensed)).toEqual([]);
    expect(await carriers(licensed)).toContain("/articles/told");
  });
});
