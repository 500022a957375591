import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../support/draft.ts";
import { bearer, type KeyedGateway, type KeyedNewsroom, startKeyedNewsroom } from "./keyed-gateway.ts";

const section = (...slugs: string[]) => slugs.map((slug) => ({ slug, name: slug }));

let newsroom: KeyedNewsroom;
let gateway: KeyedGateway;
let keys: Awaited<ReturnType<typeof keysOf>>;
beforeAll(async () => {
  newsroom = await startKeyedNewsroom();
  gateway = await newsroom.listen();
  await newsroom.save(
    draftOf("asia", { section: section("world", "asia") }),
    draftOf("sport", { section: section("sport") }),
    draftOf("nowhere"),
    draftOf("draft", { section: section("world"), status: "DRAFT" }),
  );
  keys = await keysOf();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await newsroom[Symbol.asyncDispose]();
});

/** As if the gateway had been started with it. */
const anyoneReads = (...anonymousLicence: string[]) => Object.assign(newsroom.settings, { anonymousLicence });

async function keysOf() {
  const { data } = await gateway.ask(`{ section(path: "sport") { id } }`);
  const sport = Number((data as { section: { id: string } }).section.id.split(":")[1]);
  const desk = { "x-kiosque-view": "desk" };
  return {
    none: {},
    all: bearer(await newsroom.createKey()),
    sport: bearer(await newsroom.createKey({ sectionIds: [sport] })),
    unread: bearer(await newsroom.createKey({ scopes: ["content:write"] })),
    desk: { ...bearer(await newsroom.createKey({ scopes: ["content:desk"] })), ...desk },
    sportDesk: {
      ...bearer(await newsroom.createKey({ scopes: ["content:read", "content:desk"], sectionIds: [sport] })),
      ...desk,
    },
  };
}

/** What becomes of each story's body, by URI, and the caller's sections. */
async function decisions(headers: Record<string, string>) {
  const query = "{ articles { nodes { uri summary access { body } body { text } } } viewer { sections { path } } }";
  const { data, errors } = await gateway.ask(query, headers);
  expect(errors).toBeUndefined();
  const { articles, viewer } = data as {
    articles: { nodes: { uri: string; summary: string; access: { body: string }; body: object | null }[] };
    viewer: { sections: { path: string }[] | null };
  };
  for (const { access, body, summary } of articles.nodes)
    expect([body !== null, summary]).toEqual(access.body === "GRANTED" ? [true, "Two words."] : [false, ""]);
  return {
    ...Object.fromEntries(articles.nodes.map(({ uri, access }) => [uri, access.body])),
    sections: viewer.sections?.map(({ path }) => path) ?? null,
  } as object;
}

const [GRANTED, LICENCE, SCOPE] = ["GRANTED", "DENIED_LICENCE", "DENIED_SCOPE"];
const ALL = { asia: GRANTED, sport: GRANTED, nowhere: GRANTED, sections: null };

describe("ANONYMOUS_LICENCE=all", () => {
  test("anyone reads all that is published, and so does every key; the desk's view goes by the key alone", async () => {
    for (const key of [keys.none, keys.all, keys.sport, keys.unread]) expect(await decisions(key)).toEqual(ALL);
    expect(await decisions(keys.desk)).toEqual({
      asia: SCOPE,
      sport: SCOPE,
      nowhere: SCOPE,
      draft: SCOPE,
      sections: [],
    });
    expect(await decisions(keys.sportDesk)).toEqual({
      asia: LICENCE,
      sport: GRANTED,
      nowhere: LICENCE,
      draft: LICENCE,
      sections: ["sport"],
    });
  });
});

describe("ANONYMOUS_LICENCE=none", () => {
  test("anyone reads no body, and a key what it is licensed for", async () => {
    anyoneReads();
    const nothing = (why: string) => ({ asia: why, sport: why, nowhere: why, sections: [] });

    expect(await decisions(keys.none)).toEqual(nothing("DENIED_LICENCE"));
    expect(await decisions(keys.all)).toEqual(ALL);
    expect(await decisions(keys.sport)).toEqual({
      ...nothing("DENIED_LICENCE"),
      sport: GRANTED,
      sections: ["sport"],
    });
    expect(await decisions(keys.unread)).toEqual(nothing("DENIED_SCOPE"));
  });

  test("documents are without the body for anyone, and search does not look into it", async () => {
    anyoneReads();
    const item = async (headers: Record<string, string>) => {
      const response = await fetch(`${gateway.origin}/feeds/sections/sport.json`, { headers });
      const { items } = (await response.json()) as { items: { content_html?: string; content_text?: string }[] };
      return items[0];
    };
    const found = async (headers: Record<string, string>) =>
      (await gateway.ask(`{ search(query: "words") { nodes { uri } totalCount { value } } }`, headers)).data;

    expect(await item({})).toMatchObject({ content_text: "sport" });
    expect(await item({})).not.toHaveProperty("summary");
    expect(await item(keys.sport)).toMatchObject({ content_html: "<p>Two words.</p>", summary: "Two words." });
    expect(await found({})).toEqual({ search: { nodes: [], totalCount: { value: 0 } } });
    expect(await found(keys.sport)).toEqual({ search: { nodes: [{ uri: "sport" }], totalCount: { value: 1 } } });
  });
});

describe("ANONYMOUS_LICENCE=world,later", () => {
  test("anyone reads these sections and what is below them, and a key its own beside them", async () => {
    anyoneReads("world", "later");

    const open = { asia: GRANTED, sport: LICENCE, nowhere: LICENCE, sections: ["world"] };
    expect(await decisions(keys.none)).toEqual(open);
    expect(await decisions(keys.all)).toEqual(ALL);
    expect(await decisions(keys.sport)).toEqual({ ...open, sport: GRANTED, sections: ["sport", "world"] });
    expect(await decisions(keys.unread)).toEqual({ ...open, sport: SCOPE, nowhere: SCOPE });
    // Anyone may read `world`, but not its drafts.
    expect(await decisions(keys.desk)).toMatchObject({ asia: SCOPE, draft: SCOPE, sections: [] });
  });

  test("a section that is not there licenses nothing, until it comes", async () => {
    anyoneReads("later");

    expect(await decisions({})).toMatchObject({ asia: LICENCE, sport: LICENCE, sections: [] });
    await newsroom.save(draftOf("new", { section: section("later", "still") }));
    expect(await decisions({})).toMatchObject({ new: GRANTED, asia: LICENCE, sections: ["later"] });
  });
});

describe("The desk's view with a key without content:read", () => {
  test("has all of a draft but what is made from its body, and says that the scope is missing", async () => {
    anyoneReads();
    await newsroom.save(
      draftOf("told", {
        status: "DRAFT",
        standfirst: { text: "In short." },
        tags: [{ kind: "TOPIC", name: "Tides", relevance: 1 }],
        contributors: [{ name: "Ada Brook", role: "AUTHOR" }],
      }),
    );
    await newsroom.save(draftOf("told", { status: "DRAFT", standfirst: { text: "In short." }, version: 2 }));

    const { data } = await gateway.ask(
      `{ article(uri: "told") { status summary version access { body } body { text } versions { nodes { version } } }
        tag(slug: "tides") { name } contributor(slug: "ada-brook") { name } }`,
      keys.desk,
    );
    expect(data).toEqual({
      article: {
        status: "DRAFT",
        summary: "In short.",
        version: 2,
        access: { body: "DENIED_SCOPE" },
        body: null,
        versions: { nodes: [{ version: 2 }, { version: 1 }] },
      },
      // Of no story any more: the desk meets them all the same.
      tag: { name: "Tides" },
      contributor: { name: "Ada Brook" },
    });
  });
});
