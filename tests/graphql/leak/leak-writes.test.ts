import { type GraphQLObjectType, getNamedType, isLeafType, isNonNullType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "../../../src/content/viewer.ts";
import { createSchema } from "../../../src/graphql/schema.ts";
import { holderOf } from "../../support/holder.ts";
import { ALL_HIDDEN, type LeakyNewsroom, startLeakyNewsroom, uriOf } from "./leaky-newsroom.ts";
import type { Seen } from "./seen.ts";

/*
 * Who may write without the desk's view changes stories that they do not see: what a write answers shows them no more
 * than a query would.
 */

const HIDDEN_WORDS = /secret(?:draft|scheduled|embargoed)[a-z]/g;
const schema = await createSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

const fieldsOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).filter(
    ({ args }) => !args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined),
  );

/** Everything that is reached by objects of a payload, some fields down. */
function everything(type: GraphQLObjectType, depth: number): string {
  const parts = fieldsOf(type).flatMap((field) => {
    const below = getNamedType(field.type);
    if (isLeafType(below)) return [field.name];
    return isObjectType(below) && depth > 0 ? [`${field.name} { __typename ${everything(below, depth - 1)} }`] : [];
  });
  return parts.join(" ");
}

/** Each of a hidden story; keys are of no story. */
const writesOf = async ({ idOf, sectionOf }: LeakyNewsroom): Promise<Record<string, string>> => {
  const [draft, scheduled, embargoed] = await Promise.all(
    ["draft", "scheduled", "embargoed"].map(async (kind) => `"Article:${await idOf(uriOf(kind))}"`),
  );
  const item = JSON.stringify({
    uri: uriOf("draft"),
    type: "text",
    language: "de",
    headline: "secretdraftheadline",
    versioncreated: "2027-01-01T00:00:00Z",
    pubstatus: "withheld",
  });
  return {
    correctArticle: `id: ${embargoed}, kind: UPDATE, note: "None.", patch: { urgency: 3 }`,
    createArticle: `input: { headline: "secretdraftheadline", language: "en" }`,
    dismissSuggestion: `articleId: ${draft}, targetId: ${scheduled}`,
    ingest: `document: ${JSON.stringify(item)}, format: NINJS`,
    publishArticle: `id: ${scheduled}, at: "2026-11-22T19:00:00Z"`,
    restoreSuggestion: `articleId: ${draft}, targetId: ${scheduled}`,
    setFront: `sectionId: "Section:${await sectionOf("world")}", slots: [{ articleId: ${scheduled} }, { articleId: ${embargoed} }]`,
    setRelated: `articleId: ${draft}, placement: END, items: [{ articleId: ${scheduled} }]`,
    settleFromSource: `id: ${draft}, take: []`,
    unpublishArticle: `id: ${embargoed}`,
    updateArticle: `id: ${draft}, patch: { urgency: 3 }`,
    withdrawArticle: `id: ${scheduled}, kind: KILL, reason: "None."`,
  };
};

const seenBy = (view: Seen["view"], ...scopes: Scope[]): Seen => ({
  viewer: holderOf("content:read", "content:write", ...scopes),
  view,
});
const WRITER = seenBy("PUBLIC");
const EDITOR = seenBy("DESK", "content:desk");

let newsroom: LeakyNewsroom;
let writes: Record<string, string>;
beforeAll(async () => {
  newsroom = await startLeakyNewsroom({ hidden: ALL_HIDDEN });
  writes = await writesOf(newsroom);
}, 120_000);
afterAll(() => newsroom[Symbol.asyncDispose]());

async function wordsIn(name: string, seen: Seen): Promise<string[]> {
  const payload = getNamedType(mutations.find((field) => field.name === name)?.type) as GraphQLObjectType;
  const { data, errors } = await newsroom.query(
    `mutation { ${name}(${writes[name]}) { ${everything(payload, 4)} } }`,
    undefined,
    seen,
  );
  expect(errors, name).toBeUndefined();
  return [...new Set(JSON.stringify(data).match(HIDDEN_WORDS))];
}

describe("What a write answers", () => {
  test("is looked at of every mutation whose payload leads to a story", () => {
    const leading = mutations.filter(({ type }) => {
      const payload = getNamedType(type) as GraphQLObjectType;
      return everything(payload, 4).includes("headline");
    });

    expect(leading.map(({ name }) => name).toSorted()).toEqual(Object.keys(writes).toSorted());
  });

  // The writers first: an editor's writes would be theirs to see, too.
  test("shows a writer without the desk's view nothing of a hidden story", async () => {
    for (const name of Object.keys(writes)) expect(await wordsIn(name, WRITER), name).toEqual([]);
  });

  test("shows them to the desk", async () => {
    for (const name of ["createArticle", "updateArticle", "publishArticle", "setRelated", "setFront", "ingest"])
      expect(await wordsIn(name, EDITOR), name).not.toEqual([]);
  });
});
