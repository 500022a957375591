import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../support/draft.ts";
import { bearer, type KeyedGateway, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

/*
 * Some withdrawals leave a tombstone, of others strangers learn nothing. Every story here is called after the kind by which
 * it was withdrawn, and was under another slug once.
 */

const LEAVING = ["KILL", "RETRACTION", "DUPLICATE"] as const;
const VANISHING = ["LEGAL", "PRIVACY", "EMBARGO_BREACH"] as const;
type Kind = (typeof LEAVING | typeof VANISHING)[number];
const KINDS: readonly Kind[] = [...LEAVING, ...VANISHING];

const nameOf = (kind: Kind) => `secret-${kind.toLowerCase().replaceAll("_", "-")}`;
const uriOf = (kind: Kind) => `urn:${nameOf(kind)}`;
const SECTION = [{ slug: "world", name: "World" }];

const story = (kind: Kind, changes: object = {}) =>
  draftOf(uriOf(kind), {
    slug: nameOf(kind),
    section: SECTION,
    tags: [{ kind: "PERSON", name: "Ada Brook", relevance: 1 }],
    ...changes,
  });

const TOMBSTONE = "tombstone { uri at notice { kind publicText replacement { uri } } }";
const CHANGES = `nextToken hasMore changes { kind entityId changedFields cacheTags article { uri } ${TOMBSTONE} }`;

interface Change {
  kind: string;
  entityId: string;
  cacheTags: string[];
  article: object | null;
  tombstone: object | null;
}
interface ChangePage {
  nextToken: string;
  changes: Change[];
}

let newsroom: KeyedNewsroom;
let gateway: KeyedGateway;
let desk: Record<string, string>;
const ids = new Map<Kind, string>();
/** Of followers: before there was anything, once all was published, and the desk's. */
let [before, between, deskBetween] = ["", "", ""];
beforeAll(async () => {
  newsroom = await startKeyedNewsroom();
  gateway = await newsroom.listen();
  const key = await newsroom.createKey({ scopes: ["content:read", "content:desk", "content:write"] });
  desk = { ...bearer(key), "x-kiosque-view": "desk" };
  await newsroom.save(draftOf("urn:kept", { slug: "kept", related: KINDS.map((kind) => edgeTo(uriOf(kind))) }));
  before = (await changesSince("now")).nextToken;
  await newsroom.save(...KINDS.map((kind) => story(kind, { slug: `${nameOf(kind)}-once` })));
  const saved = await newsroom.save(...KINDS.map((kind) => story(kind, { version: 2 })));
  KINDS.forEach((kind, index) => ids.set(kind, `Article:${saved[index]?.id}`));
  between = (await changesSince(before)).nextToken;
  deskBetween = (await changesSince("now", desk)).nextToken;
  for (const kind of KINDS) {
    const args = `kind: ${kind}, reason: "Reason.", publicText: "Taken back.", replacementId: "${await idOf("urn:kept")}"`;
    const { data } = await gateway.ask(
      `mutation { withdrawArticle(id: "${ids.get(kind)}", ${args}) { problems { code } } }`,
      desk,
    );
    const done = JSON.stringify(data);
    if (done !== '{"withdrawArticle":{"problems":[]}}') throw new Error(done);
  }
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await newsroom[Symbol.asyncDispose]();
});

async function idOf(uri: string): Promise<string> {
  const { data } = await gateway.ask(`{ article(uri: "${uri}") { id } }`);
  return (data as { article: { id: string } }).article.id;
}

async function changesSince(since: string | null, headers: Record<string, string> = {}, filter = "{}") {
  const args = `${since === null ? "" : `since: "${since}", `}filter: ${filter}`;
  const { data, errors } = await gateway.ask(`{ changes(${args}) { ${CHANGES} } }`, headers);
  expect(errors).toBeUndefined();
  return (data as { changes: ChangePage }).changes;
}

/** What a follower is told of a story. */
const toldOf = async (kind: Kind, ...how: Parameters<typeof changesSince>) =>
  (await changesSince(...how)).changes.filter(({ entityId }) => entityId === ids.get(kind));

const FORMATS = ["", ".html", ".md", ".txt", ".ninjs.json", ".jsonld"];
const pathsOf = (slug: string) => FORMATS.map((format) => `/articles/${slug}${format}`);

async function statusesOf(paths: string[], headers: Record<string, string> = {}) {
  const statuses = new Set<number>();
  for (const path of paths) statuses.add((await fetch(gateway.origin + path, { headers, redirect: "manual" })).status);
  return [...statuses];
}

const tombstoneOf = (kind: Kind) => ({
  uri: uriOf(kind),
  at: newsroom.clock.now.toISOString(),
  notice: { kind, publicText: "Taken back.", replacement: { uri: "urn:kept" } },
});

/** Its tags, its sections, its people: what caches have to drop. */
const tagsOf = (kind: Kind) => [ids.get(kind), "Section:1", "Tag:1"];

describe.each(LEAVING)("A story withdrawn as %s", (kind) => {
  const name = nameOf(kind);

  test("leaves a tombstone at its paths", async () => {
    const query = `{ now: resolvePath(path: "/articles/${name}") { ... on Tombstone { uri at notice { kind publicText replacement { uri } } } }
      once: resolvePath(path: "/articles/${name}-once") { ... on Tombstone { uri } } }`;

    expect((await gateway.ask(query)).data).toEqual({ now: tombstoneOf(kind), once: { uri: uriOf(kind) } });
    expect(await statusesOf([...pathsOf(name), ...pathsOf(`${name}-once`)])).toEqual([410]);
  });

  test("keeps its paths to itself", async () => {
    const input = `{ headline: "Other", slug: "${name}", language: "en" }`;

    expect((await gateway.ask(`mutation { createArticle(input: ${input}) { problems { code } } }`, desk)).data).toEqual(
      {
        createArticle: { problems: [{ code: "TAKEN" }] },
      },
    );
  });

  test("is told to every follower of the log with its tombstone", async () => {
    const told = {
      kind: "WITHDRAWN",
      entityId: ids.get(kind),
      changedFields: [],
      cacheTags: tagsOf(kind),
      article: null,
      tombstone: tombstoneOf(kind),
    };

    expect(await toldOf(kind, between)).toEqual([told]);
    expect((await toldOf(kind, before)).at(-1)).toEqual(told);
    expect((await toldOf(kind, null)).at(-1)).toEqual(told);
  });
});

describe.each(VANISHING)("A story withdrawn as %s", (kind) => {
  const name = nameOf(kind);
  const told = () => ({
    kind: "WITHDRAWN",
    entityId: ids.get(kind),
    changedFields: [],
    cacheTags: tagsOf(kind),
    article: null,
    tombstone: null,
  });

  test("is at none of its paths", async () => {
    const query = `{ now: resolvePath(path: "/articles/${name}") { ... on NotFound { path } }
      once: resolvePath(path: "/articles/${name}-once") { ... on NotFound { path } } }`;

    expect((await gateway.ask(query)).data).toEqual({
      now: { path: `/articles/${name}` },
      once: { path: `/articles/${name}-once` },
    });
    expect(await statusesOf([...pathsOf(name), ...pathsOf(`${name}-once`)])).toEqual([404]);
  });

  test("is found by nothing that a stranger could ask with", async () => {
    const query = `{ slug: article(slug: "${name}") { id } once: article(slug: "${name}-once") { id }
      uri: article(uri: "${uriOf(kind)}") { id } node(id: "${ids.get(kind)}") { id } nodes(ids: ["${ids.get(kind)}"]) { id }
      search(query: "${name}") { totalCount { value } } kept: article(uri: "urn:kept") { related { nodes { id } } } }`;

    expect((await gateway.ask(query)).data).toEqual({
      slug: null,
      once: null,
      uri: null,
      node: null,
      nodes: [null],
      search: { totalCount: { value: 0 } },
      kept: { related: { nodes: [] } },
    });
  });

  test("is at the desk by a path that says nothing, where readers find nothing either", async () => {
    const { data } = await gateway.ask(
      `{ article(uri: "${uriOf(kind)}") { slug path headline status notice { kind publicText replacement { uri } } } }`,
      desk,
    );
    const { slug, path, ...rest } = (data as { article: { slug: string; path: string } }).article;

    expect(slug).toMatch(/^withdrawn-[0-9a-f-]{36}$/);
    expect(rest).toEqual({
      headline: uriOf(kind),
      status: "WITHDRAWN",
      notice: { kind, publicText: "Taken back.", replacement: { uri: "urn:kept" } },
    });
    expect(await statusesOf(pathsOf(slug), desk)).toEqual([200]);
    expect(await statusesOf(pathsOf(slug))).toEqual([404]);
    expect((await gateway.ask(`{ resolvePath(path: "${path}") { __typename } }`)).data).toEqual({
      resolvePath: { __typename: "NotFound" },
    });
  });

  test("is told to followers by its id, with what to drop and without a word of what it was", async () => {
    expect(await toldOf(kind, between)).toEqual([told()]);
    // To one who had not been told of it yet, as little.
    expect(await toldOf(kind, before)).toEqual([told()]);
    expect(await toldOf(kind, between, {}, `{ kinds: [WITHDRAWN], sections: ["Section:1"] }`)).toEqual([told()]);
  });

  test("is told to who reads the log from its beginning by its id alone", async () => {
    expect(await toldOf(kind, null)).toEqual([{ ...told(), cacheTags: [ids.get(kind)] }]);
    expect(await toldOf(kind, null, {}, `{ sections: ["Section:1"] }`)).toEqual([
      { ...told(), cacheTags: [ids.get(kind)] },
    ]);
    expect(await toldOf(kind, "now")).toEqual([]);
  });

  test("is told to the desk whole", async () => {
    expect(await toldOf(kind, deskBetween, desk)).toEqual([
      {
        ...told(),
        kind: "WITHDRAWN",
        changedFields: ["status"],
        article: { uri: uriOf(kind) },
        tombstone: tombstoneOf(kind),
      },
    ]);
  });

  test("leaves its paths to other stories", async () => {
    const [saved] = await newsroom.save(draftOf(`urn:new-${name}`, { slug: name }));

    expect((await gateway.ask(`{ article(slug: "${name}") { id uri } }`)).data).toEqual({
      article: { id: `Article:${saved?.id}`, uri: `urn:new-${name}` },
    });
    expect(await statusesOf(pathsOf(name))).toEqual([200]);
    expect(await statusesOf(pathsOf(`${name}-once`))).toEqual([404]);
  });

  test("stays withdrawn when its source sends it again, under its old address", async () => {
    const [saved] = await newsroom.save(story(kind, { slug: `${name}-again`, version: 9 }));

    expect(saved?.outcome).toBe("REJECTED");
    expect(await statusesOf(pathsOf(`${name}-again`))).toEqual([404]);
  });
});

describe("No document", () => {
  test.each(["/feeds/latest.rss", "/feeds/latest.atom", "/feeds/latest.json", "/sitemap-news.xml", "/articles/kept"])(
    "has a word of what was withdrawn: %s",
    async (path) => {
      const response = await fetch(gateway.origin + path);

      expect(response.status).toBe(200);
      expect(await response.text()).not.toMatch(/urn:secret-|"secret-/);
    },
  );
});
