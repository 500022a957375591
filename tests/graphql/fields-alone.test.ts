import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isObjectType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSchema } from "../../src/graphql/schema.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { richNewsroom } from "./rich-newsroom.ts";

const schema = await createSchema();
const objectTypes = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__") && type.name !== "Query",
);

/** Where each type is found: what leads there, down to the selection that `%` stands for. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  Article: [
    `article(uri: "urn:story-0") %`,
    `articles { nodes % }`,
    `articles { edges { node % } }`,
    `article(uri: "urn:story-0") { related { nodes % } }`,
    `articles { nodes { related(direction: INCOMING) { edges { node % } } } }`,
    `articles { nodes { localizations % } }`,
    `section(slug: "monde") { articles { nodes % } }`,
    `node(id: "Article:1") { ... on Article % }`,
  ],
  ArticleBody: [`article(uri: "urn:story-0") { body % }`, `articles { nodes { body % } }`],
  ArticleConnection: [`articles(first: 3) %`, `articles(last: 3) %`, `tags { nodes { articles(first: 1) % } }`],
  ArticleEdge: [`articles { edges % }`],
  Contribution: [`article(uri: "urn:story-0") { contributors % }`, `articles { nodes { contributors % } }`],
  Contributor: [
    `contributors { nodes % }`,
    `contributor(slug: "ada-aldin") %`,
    `articles { nodes { contributors { contributor % } } }`,
  ],
  ContributorConnection: [`contributors(first: 2) %`],
  ContributorEdge: [`contributors { edges % }`],
  Count: [`articles { totalCount % }`],
  Image: [
    `article(uri: "urn:story-0") { leadImage % }`,
    `articles { nodes { leadImage % } }`,
    `nodes(ids: ["Image:1", "Image:2", "Image:3", "Image:4"]) { ... on Image % }`,
  ],
  Moment: [
    `articles { nodes { published % } }`,
    `articles { nodes { updated % } }`,
    `articles { nodes { modified % } }`,
  ],
  OutlineEntry: [`articles { nodes { body { outline % } } }`],
  PageInfo: [
    `articles(first: 3) { pageInfo % }`,
    `articles(last: 3) { pageInfo % }`,
    `tags(first: 2) { pageInfo % }`,
    `contributors(first: 1) { pageInfo % }`,
    `article(uri: "urn:story-0") { related(first: 2) { pageInfo % } }`,
    `articles { nodes { related(first: 2, direction: INCOMING) { pageInfo % } } }`,
    `sections(rootOnly: false) { articles(first: 1) { pageInfo % } }`,
    `sections(rootOnly: false) { articles(last: 1, orderBy: { field: UPDATED }) { pageInfo % } }`,
  ],
  RelatedStoryConnection: [
    `article(uri: "urn:story-0") { related(first: 2) % }`,
    `articles { nodes { related(direction: INCOMING) % } }`,
  ],
  RelatedStoryEdge: [
    `article(uri: "urn:story-0") { related { edges % } }`,
    `articles { nodes { related(direction: INCOMING) { edges % } } }`,
    `articles { nodes { body { blocks { ... on RelatedStoryBlock { edge % } } } } }`,
  ],
  Rendition: [
    `nodes(ids: ["Image:1", "Image:2", "Image:3", "Image:4"]) { ... on Image { renditions % } }`,
    `articles { nodes { body { blocks { ... on ImageBlock { image { renditions % } } } } } }`,
  ],
  RichText: [
    `articles { nodes { standfirst % } }`,
    `articles { nodes { body { blocks { ... on ParagraphBlock { content % } } } } }`,
  ],
  Section: [
    `section(path: "monde/europe") %`,
    `sections(rootOnly: false) %`,
    `articles { nodes { section % } }`,
    `node(id: "Section:1") { ... on Section % }`,
  ],
  Service: [`service %`],
  ShareLink: [`articles { nodes { share % } }`],
  Tag: [`tags { nodes % }`, `tag(slug: "topic-0") %`, `articles { nodes { tags { tag % } } }`],
  TagConnection: [`tags(first: 2) %`],
  TagEdge: [`tags { edges % }`],
  Tagging: [`article(uri: "urn:story-0") { tags % }`, `articles { nodes { tags % } }`],
  TextLink: [
    `articles { nodes { standfirst { links % } } }`,
    `articles { nodes { body { blocks { ... on ParagraphBlock { content { links % } } } } } }`,
  ],
};

/** Nothing is deprecated yet, so there is none to look at. */
const UNREACHABLE = ["Deprecation"];

function waysTo({ name }: GraphQLObjectType): readonly string[] {
  if (name.endsWith("Block")) {
    return [
      `article(uri: "urn:story-0") { body { blocks { ... on ${name} % } } }`,
      `articles { nodes { body { blocks { ... on ${name} % } } } }`,
    ];
  }
  return WAYS[name] ?? [];
}

/** A field with the least below it that says which object it is; of a list, too. */
function asked(field: GraphQLField<unknown, unknown>, depth = 3): string {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return field.name;
  return `${field.name} { __typename ${telling(type, depth)} }`;
}

function telling(type: GraphQLCompositeType, depth: number): string {
  const fields = "getFields" in type ? Object.values(type.getFields()) : [];
  const plain =
    fields.find(({ name }) => name === "id") ??
    fields.find(({ type: of }) => !isCompositeType(getNamedType(of)) && !isEnumType(getNamedType(of)));
  if (plain) return plain.name;
  const [deeper] = depth > 0 ? fields : [];
  return deeper ? asked(deeper, depth - 1) : "";
}

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.save(...richNewsroom());
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function answer(document: string) {
  const { data, errors } = await gateway.query(document);
  expect(errors, document).toBeUndefined();
  return data;
}

/** What the same place answers when only `name` is looked at. */
function only(data: unknown, name: string, below: readonly string[]): unknown {
  if (Array.isArray(data)) return data.map((item: unknown) => only(item, name, below));
  if (typeof data !== "object" || data === null) return data;
  const [next, ...rest] = below;
  const object = data as Record<string, unknown>;
  if (next === undefined) return name in object ? { [name]: object[name] } : {};
  return next in object ? { [next]: only(object[next], name, rest) } : {};
}

/** The response keys that a way goes through: names that are followed by a selection, fragments left out. */
const keysOf = (way: string) =>
  [...way.matchAll(/(?<!\.\.\. on )\b(\w+)(?:\([^)]*\))? (?=[{%])/g)].map(([, key]) => key ?? "");

describe("Every field asked alone answers as among all fields of its type", () => {
  test("each object type but Query is looked at", () => {
    expect(objectTypes.filter((type) => waysTo(type).length === 0).map(({ name }) => name)).toEqual(UNREACHABLE);
  });

  test.each(
    objectTypes
      .filter(({ name }) => !UNREACHABLE.includes(name))
      .flatMap((type) => waysTo(type).map((way) => [type.name, way, type] as const)),
  )("%s by %s", async (_name, way, type) => {
    const fields = Object.values(type.getFields());
    const ask = (selection: string) => answer(`{ ${way.replace("%", `{ ${selection} }`)} }`);
    const together = await ask(fields.map((field) => asked(field)).join(" "));
    expect(JSON.stringify(only(together, fields[0]?.name ?? "", keysOf(way)))).toContain(`"${fields[0]?.name}"`);
    for (const field of fields) {
      expect(await ask(asked(field)), field.name).toEqual(only(together, field.name, keysOf(way)));
    }
  });
});
