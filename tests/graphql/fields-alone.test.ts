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
import { correctArticle } from "../../src/content/desk/article.desk.ts";
import { saveStorylines } from "../../src/content/storyline/storyline.commands.ts";
import { workOffSuggestions } from "../../src/content/suggestion/suggestion-queue.commands.ts";
import { createSchema } from "../../src/graphql/schema.ts";
import { WIDEST_LIMITS } from "../support/document-rules.ts";
import { draftOf } from "../support/draft.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { richNewsroom } from "./rich-newsroom.ts";

const schema = await createSchema();
const objectTypes = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__") && type.name !== "Query",
);

/** Where each type is found: what leads there, down to the selection that `%` stands for. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  Access: [`articles { nodes { access % } }`],
  Article: [
    `article(uri: "urn:story-0") %`,
    `articles { nodes % }`,
    `articles { edges { node % } }`,
    `article(uri: "urn:story-0") { related { nodes % } }`,
    `articles { nodes { related(direction: INCOMING) { edges { node % } } } }`,
    `articles { nodes { localizations % } }`,
    `section(slug: "monde") { articles { nodes % } }`,
    `node(id: "Article:1") { ... on Article % }`,
    `resolvePath(path: "/articles/story-0") { ... on Article % }`,
    `article(uri: "urn:corrected") { versions { nodes { article % } } }`,
  ],
  ArticleBody: [`article(uri: "urn:story-0") { body % }`, `articles { nodes { body % } }`],
  ArticleConnection: [`articles(first: 3) %`, `articles(last: 3) %`, `tags { nodes { articles(first: 1) % } }`],
  ArticleEdge: [`articles { edges % }`],
  // Behind a token of a window that has begun: what comes is settled, the tokens of changes included.
  Change: [`changes(since: "TOKEN") { changes % }`],
  ChangePage: [`changes(since: "TOKEN", first: 3) %`],
  ArticleVersion: [
    `article(uri: "urn:corrected") { versions { nodes % } }`,
    `articles { nodes { versions { edges { node % } } } }`,
  ],
  Contribution: [`article(uri: "urn:story-0") { contributors % }`, `articles { nodes { contributors % } }`],
  Contributor: [
    `contributors { nodes % }`,
    `contributor(slug: "ada-aldin") %`,
    `articles { nodes { contributors { contributor % } } }`,
  ],
  ContributorConnection: [`contributors(first: 2) %`],
  ContributorEdge: [`contributors { edges % }`],
  Correction: [`article(uri: "urn:corrected") { corrections % }`, `articles { nodes { corrections % } }`],
  Count: [`articles { totalCount % }`],
  FrontSlot: [`section(path: "monde") { front % }`, `sections(rootOnly: false) { front(first: 2) % }`],
  Image: [
    `article(uri: "urn:story-0") { leadImage % }`,
    `articles { nodes { leadImage % } }`,
    `nodes(ids: ["Image:1", "Image:2", "Image:3", "Image:4"]) { ... on Image % }`,
  ],
  Moment: [
    `articles { nodes { published % } }`,
    `articles { nodes { updated % } }`,
    `articles { nodes { modified % } }`,
    `articles { nodes { corrections { at % } } }`,
  ],
  NotFound: [`resolvePath(path: "/nothing") { ... on NotFound % }`],
  OutlineEntry: [`articles { nodes { body { outline % } } }`],
  PageInfo: [
    `articles(first: 3) { pageInfo % }`,
    `articles(last: 3) { pageInfo % }`,
    `tags(first: 2) { pageInfo % }`,
    `contributors(first: 1) { pageInfo % }`,
    `article(uri: "urn:story-0") { related(first: 2) { pageInfo % } }`,
    `articles { nodes { related(first: 2, direction: INCOMING) { pageInfo % } } }`,
    `sections(rootOnly: false) { articles(first: 1) { pageInfo % } }`,
    `articles { nodes { versions(first: 1) { pageInfo % } } }`,
    `sections(rootOnly: false) { articles(last: 1, orderBy: { field: UPDATED }) { pageInfo % } }`,
  ],
  RelatedGraph: [
    `article(uri: "urn:story-0") { neighbourhood % }`,
    `articles { nodes { neighbourhood(depth: 1, limit: 2) % } }`,
  ],
  RelatedStoryConnection: [
    `article(uri: "urn:story-0") { related(first: 2) % }`,
    `articles { nodes { related(direction: INCOMING) % } }`,
  ],
  RelatedStoryEdge: [
    `article(uri: "urn:story-0") { related { edges % } }`,
    `articles { nodes { related(direction: INCOMING) { edges % } } }`,
    `articles { nodes { related(fill: true) { edges % } } }`,
    `articles { nodes { related(origins: [ALGORITHM], direction: INCOMING) { edges % } } }`,
    `articles { nodes { body { blocks { ... on RelatedStoryBlock { edge % } } } } }`,
  ],
  Redirect: [`resolvePath(path: "/articles/once") { ... on Redirect % }`],
  RelationReason: [
    `articles { nodes { related(origins: [ALGORITHM]) { edges { reasons % } } } }`,
    `articles { nodes { related(fill: true, direction: INCOMING) { edges { reasons % } } } }`,
  ],
  Rendition: [
    `nodes(ids: ["Image:1", "Image:2", "Image:3", "Image:4"]) { ... on Image { renditions % } }`,
    `articles { nodes { body { blocks { ... on ImageBlock { image { renditions % } } } } } }`,
  ],
  RichText: [
    `articles { nodes { standfirst % } }`,
    `articles { nodes { body { blocks { ... on ParagraphBlock { content % } } } } }`,
  ],
  Facet: [`search(query: "story") { facets(fields: [TAG, LANGUAGE]) % }`],
  FacetBucket: [`search(query: "story") { facets(fields: [TAG, YEAR, SECTION]) { buckets % } }`],
  GraphEdge: [`articles { nodes { neighbourhood(depth: 1) { edges % } } }`],
  Highlight: [`search(query: "story") { edges { highlights % } }`],
  SearchConnection: [`search(query: "story", first: 2) %`],
  SearchEdge: [`search(query: "story") { edges % }`, `search(query: "story", orderBy: NEWEST) { edges % }`],
  Rights: [`articles { nodes { rights % } }`],
  Section: [
    `section(path: "monde/europe") %`,
    `sections(rootOnly: false) %`,
    `articles { nodes { section % } }`,
    `node(id: "Section:1") { ... on Section % }`,
    `resolvePath(path: "/monde") { ... on Section % }`,
  ],
  Service: [`service %`],
  Limit: [`service { limits % }`],
  ShareLink: [`articles { nodes { share % } }`],
  Storyline: [
    `storylines { nodes % }`,
    `storyline(slug: "line") %`,
    `articles { nodes { storylines { storyline % } } }`,
  ],
  StorylineConnection: [`storylines(first: 1) %`],
  StorylineEdge: [`storylines { edges % }`],
  StorylineEntry: [`storyline(slug: "line") { entries { nodes % } }`, `articles { nodes { storylines % } }`],
  StorylineEntryConnection: [`storyline(slug: "line") { entries(first: 1) % }`],
  StorylineEntryEdge: [`storyline(slug: "line") { entries(orderBy: CHRONOLOGICAL) { edges % } }`],
  Tag: [`tags { nodes % }`, `tag(slug: "topic-0") %`, `articles { nodes { tags { tag % } } }`],
  TagConnection: [`tags(first: 2) %`],
  TagEdge: [`tags { edges % }`],
  Tagging: [`article(uri: "urn:story-0") { tags % }`, `articles { nodes { tags % } }`],
  Tombstone: [
    `resolvePath(path: "/articles/urn-gone") { ... on Tombstone % }`,
    `changes(since: "TOKEN") { changes { tombstone % } }`,
  ],
  Viewer: [`viewer %`],
  VersionConnection: [`article(uri: "urn:corrected") { versions(first: 1) % }`, `articles { nodes { versions % } }`],
  VersionEdge: [`article(uri: "urn:corrected") { versions { edges % } }`],
  WithdrawalNotice: [
    `resolvePath(path: "/articles/urn-gone") { ... on Tombstone { notice % } }`,
    `changes(since: "TOKEN") { changes { tombstone { notice % } } }`,
  ],
  TextLink: [
    `articles { nodes { standfirst { links % } } }`,
    `articles { nodes { body { blocks { ... on ParagraphBlock { content { links % } } } } } }`,
  ],
};

/** Nothing is deprecated yet, and nobody is limited here; the others are what writes answer, tested where those are. */
/** What a query of a reader's does not lead to; of these, HoldReason, PendingField and Visibility are the desk's alone. */
const UNREACHABLE = Object.keys(schema.getTypeMap()).filter(
  (name) =>
    [
      "Deprecation",
      "HoldReason",
      "IngestItem",
      "Mutation",
      "PendingField",
      "Problem",
      "RateLimit",
      "Visibility",
    ].includes(name) ||
    (name !== "Payload" && name.endsWith("Payload")),
);

function waysTo({ name }: GraphQLObjectType): readonly string[] {
  if (name.endsWith("Block")) {
    return [
      `article(uri: "urn:story-0") { body { blocks { ... on ${name} % } } }`,
      `articles { nodes { body { blocks { ... on ${name} % } } } }`,
    ];
  }
  return WAYS[name] ?? [];
}

/** Arguments that fields do not go without. */
const REQUIRED: Readonly<Record<string, string>> = { facets: "(fields: [TAG, YEAR])" };

/** A field with the least below it that says which object it is; of a list, too. */
function asked(field: GraphQLField<unknown, unknown>, depth = 3): string {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return field.name;
  return `${field.name}${REQUIRED[field.name] ?? ""} { __typename ${telling(type, depth)} }`;
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
let token: string;
beforeAll(async () => {
  gateway = await startTestGateway({ limits: WIDEST_LIMITS });
  await gateway.save(...richNewsroom(), draftOf("urn:gone"));
  await gateway.save(draftOf("urn:gone", { status: "WITHDRAWN" }));
  await gateway.save(draftOf("urn:corrected", { slug: "once" }));
  const [corrected] = await gateway.save(draftOf("urn:corrected", { slug: "now", version: 2 }));
  const desk = { em: gateway.database.em(), now: gateway.clock.now, publicUrl: "https://news.example" };
  const correction = { kind: "CORRECTION", note: "Not one.", patch: { headline: "Two" } } as const;
  await correctArticle(desk, { articleId: corrected?.id ?? 0 }, correction);
  const entries = ["urn:story-1", "urn:story-0"].map((article) => ({ article, keyMoment: true, caption: "Then" }));
  await saveStorylines(gateway.database.em(), [{ uri: "urn:line", title: "Line", status: "ACTIVE", entries }]);
  await workOffSuggestions(gateway.database.em());
  const { data } = await gateway.query<{ changes: { nextToken: string } }>("{ changes(first: 1) { nextToken } }");
  token = data.changes.nextToken;
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
    const unseen = objectTypes.filter((type) => waysTo(type).length === 0).map(({ name }) => name);

    expect(unseen.toSorted()).toEqual(UNREACHABLE.toSorted());
  });

  test.each(
    objectTypes
      .filter(({ name }) => !UNREACHABLE.includes(name))
      .flatMap((type) => waysTo(type).map((way) => [type.name, way, type] as const)),
  )("%s by %s", async (_name, way, type) => {
    const fields = Object.values(type.getFields());
    const ask = (selection: string) => answer(`{ ${way.replace("TOKEN", token).replace("%", `{ ${selection} }`)} }`);
    const together = await ask(fields.map((field) => asked(field)).join(" "));
    expect(JSON.stringify(only(together, fields[0]?.name ?? "", keysOf(way)))).toContain(`"${fields[0]?.name}"`);
    for (const field of fields) {
      expect(await ask(asked(field)), field.name).toEqual(only(together, field.name, keysOf(way)));
    }
  });
});
