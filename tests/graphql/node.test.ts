import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../support/draft.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { richNewsroom } from "./rich-newsroom.ts";

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(draftOf("urn:moved", { slug: "before" }));
  await gateway.save(draftOf("urn:moved", { slug: "between", version: 2 }));
  await gateway.save(
    draftOf("urn:moved", { slug: "after", version: 3 }),
    draftOf("urn:heir", { slug: "before" }),
    ...richNewsroom(),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

const codesOf = (errors: Awaited<ReturnType<typeof gateway.query>>["errors"]) =>
  errors?.map(({ path, extensions: { code } }) => [path?.join("."), code]);

const NAMES = `__typename id ... on Article { uri } ... on Section { path } ... on Tag { kind } ... on Contributor { name } ... on Image { url }`;

/** The id of the row whose column says so, whatever number it got. */
async function idOf(type: string, from: string): Promise<string> {
  const [row] = (await gateway.database.execute(`select id from ${from}`)) as { id: string }[];
  return `${type}:${row?.id}`;
}

describe("Query.node", () => {
  test.each([
    ["Article", "articles where uri = 'urn:story-3'", { uri: "urn:story-3" }],
    ["Section", "sections where slug = 'asie'", { path: "monde/asie" }],
    ["Tag", "tags where uri = 'urn:PLACE:1'", { kind: "PLACE" }],
    ["Contributor", "contributors where uri = 'urn:ada'", { name: "Ada Aldin" }],
    ["Image", "images where url like '%scene.png'", { url: "/pictures/scene.png" }],
  ])("finds a %s by its id", async (type, row, fields) => {
    const id = await idOf(type, row);

    const { data, errors } = await gateway.query(`query ($id: ID!) { node(id: $id) { ${NAMES} } }`, { id });

    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: { __typename: type, id, ...fields } });
  });

  test.each([
    "Article:999999",
    "Section:999999",
    "Tag:999999",
    "Contributor:999999",
    "Image:999999",
    "Article:9007199254740991",
  ])("%s is nobody's: null", async (id) => {
    expect(await gateway.query(`query ($id: ID!) { node(id: $id) { id } }`, { id })).toMatchObject({
      data: { node: null },
    });
  });

  test("an article found by its id has what its own look-up gives, rights included", async () => {
    await gateway.save(draftOf("urn:owned", { copyrightHolder: "The News" }));
    const id = await idOf("Article", "articles where uri = 'urn:owned'");
    const ask = (way: string) =>
      gateway.query(`query ($id: ID!) { found: ${way} { ...on Article { rights { copyrightHolder } } } }`, { id });
    const expected = { found: { rights: { copyrightHolder: "The News" } } };

    expect((await ask("article(id: $id)")).data).toEqual(expected);
    expect((await ask("node(id: $id)")).data).toEqual(expected);
    await gateway.save(draftOf("urn:owned", { status: "WITHDRAWN" }));
  });

  test("an article that is not visible is null, not an error", async () => {
    const id = await idOf("Article", "articles where uri = 'urn:withdrawn'");

    expect(await gateway.query(`query ($id: ID!) { node(id: $id) { id } }`, { id })).toEqual({
      data: { node: null },
      status: 200,
      statementCount: 1,
    });
  });

  test.each([
    "",
    "1",
    "Article",
    "Article:",
    "Article:0",
    "Article:01",
    "Article:-1",
    "Article:1.5",
    "Article:1e3",
    "Article: 1",
    "Article:1\n",
    "article:1",
    "Query:1",
    "constructor:1",
    "Article:9007199254740992",
    "Article:99999999999999999999",
    "Article:1\0",
    "\ud800:1",
    "x".repeat(10_000),
  ])("%j is no id: ID_INVALID, and nothing is read", async (id) => {
    const { data, errors, statementCount } = await gateway.query(`query ($id: ID!) { node(id: $id) { id } }`, { id });

    expect(data).toEqual({ node: null });
    expect(codesOf(errors)).toEqual([["node", "ID_INVALID"]]);
    expect(errors?.[0]?.message).toBe(`${id.slice(0, 50)} is no id of this gateway.`);
    expect(statementCount).toBe(0);
  });
});

describe("Query.nodes", () => {
  test("answers in the order asked, doubles included, null for the unknown; one statement a type", async () => {
    const article = await idOf("Article", "articles where uri = 'urn:story-1'");
    const ids = ["Tag:1", article, "Tag:999999", "Section:1", article, "Tag:2", "Tag:1", "Contributor:1"];

    const { data, errors, statementCount } = await gateway.query<{ nodes: ({ id: string } | null)[] }>(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`,
      { ids },
    );

    expect(errors).toBeUndefined();
    expect(data.nodes.map((node) => node?.id ?? null)).toEqual(ids.map((id) => (id === "Tag:999999" ? null : id)));
    expect(statementCount).toBe(3);
  });

  test("a wrong id is ID_INVALID at its place, the others are answered", async () => {
    const { data, errors } = await gateway.query(
      `{ nodes(ids: ["Tag:1", "nonsense", "Section:1", "Article:0"]) { id } }`,
    );

    expect(data).toEqual({ nodes: [{ id: "Tag:1" }, null, { id: "Section:1" }, null] });
    expect(codesOf(errors)).toEqual([
      ["nodes.1", "ID_INVALID"],
      ["nodes.3", "ID_INVALID"],
    ]);
  });

  test("takes none and a hundred, but not a hundred and one", async () => {
    const ask = (count: number) =>
      gateway.query(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, {
        ids: Array.from({ length: count }, (_, at) => `Tag:${1_000 + at}`),
      });

    expect(await ask(0)).toMatchObject({ data: { nodes: [] }, statementCount: 0 });
    expect(await ask(100)).toMatchObject({
      data: { nodes: Array.from({ length: 100 }, () => null) },
      statementCount: 1,
    });
    const { data, errors, statementCount } = await ask(101);
    expect(data).toBeNull();
    expect(errors?.[0]?.message).toBe("ids takes at most 100, got 101.");
    expect(codesOf(errors)).toEqual([["nodes", "TOO_MANY_IDS"]]);
    expect(statementCount).toBe(0);
  });
});

describe("Look-ups", () => {
  test.each([
    ["article", "id, slug, uri", ["slug", "uri"]],
    ["section", "id, slug, path", ["slug", "path"]],
    ["tag", "id, slug", ["id", "slug"]],
    ["contributor", "id, slug", ["id", "slug"]],
  ])("%s takes exactly one argument", async (field, names, two) => {
    const { data, errors, statementCount } = await gateway.query(
      `{ none: ${field} { id } nulls: ${field}(id: null, slug: null) { id } two: ${field}(${two.map((name) => `${name}: "x"`).join(" ")}) { id } }`,
    );

    expect(data).toEqual({ none: null, nulls: null, two: null });
    expect(errors?.map(({ message }) => message).toSorted()).toEqual(
      [0, 0, 2].map((count) => `Give exactly one of ${names}; got ${count}.`),
    );
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual([
      "LOOKUP_INVALID",
      "LOOKUP_INVALID",
      "LOOKUP_INVALID",
    ]);
    expect(statementCount).toBe(0);
  });

  test.each([
    ["article", "Tag:1"],
    ["section", "Article:1"],
    ["tag", "Contributor:1"],
    ["contributor", "Image:1"],
  ])("%s refuses %s, an id of another type", async (field, id) => {
    const { errors } = await gateway.query(`{ ${field}(id: "${id}") { id } }`);

    expect(codesOf(errors)).toEqual([[field, "ID_INVALID"]]);
    expect(errors?.[0]?.message).toBe(`${id} is no ${field[0]?.toUpperCase()}${field.slice(1)}.`);
  });

  test.each([
    ["article", "slug", "story-2"],
    ["article", "uri", "urn:story-2"],
    ["section", "slug", "coree"],
    ["section", "path", "monde/asie/coree"],
    ["tag", "slug", "place-1"],
    ["contributor", "slug", "ada-aldin"],
  ])("%s by %s finds what node finds by its id; no other writing of it does", async (field, by, value) => {
    const ask = (given: string) =>
      gateway.query<Record<string, { id: string } | null>>(
        `query ($value: String) { ${field}(${by}: $value) { id } }`,
        { value: given },
      );
    const id = (await ask(value)).data[field]?.id ?? "";

    expect((await gateway.query(`{ node(id: "${id}") { id } }`)).data).toEqual({ node: { id } });
    for (const other of [
      `${value} `,
      `${value}\0`,
      `\0${value}`,
      `${value}\ud800`,
      "\udfff",
      "\uFFFD",
      "",
      "%",
      `${value}' or '1'='1`,
      "x".repeat(20_000),
    ]) {
      expect(await ask(other), other.slice(0, 60)).toMatchObject({ data: { [field]: null }, status: 200 });
    }
    expect(gateway.faults).toEqual([]);
  });

  test("a slug that an article once had still finds it, and no other gets it", async () => {
    const { data, errors } = await gateway.query(
      `{ before: article(slug: "before") { uri } between: article(slug: "between") { uri slug } after: article(slug: "after") { uri } heir: article(uri: "urn:heir") { slug } }`,
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      before: { uri: "urn:moved" },
      between: { uri: "urn:moved", slug: "after" },
      after: { uri: "urn:moved" },
      heir: { slug: "before-2" },
    });
  });
});
