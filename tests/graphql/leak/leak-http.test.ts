import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, type KeyedGateway, listenOn } from "../../http/keyed-gateway.ts";
import { makeKey } from "../../support/make-key.ts";
import { documentPaths } from "./document-paths.ts";
import { ALL_HIDDEN, type LeakyNewsroom, type Makings, startLeakyNewsroom } from "./leaky-newsroom.ts";
import { containing, differences, responses } from "./seen.ts";

/*
 * What leak.test.ts asks of the newsroom itself, asked of its server: not even a status, a validator or a cache's header
 * is another where there is a hidden story.
 */

const PATIENCE = 300_000;
const HIDDEN_WORDS = /secret(?:draft|scheduled|embargoed)[a-z]/;

interface Side extends AsyncDisposable {
  readonly newsroom: LeakyNewsroom;
  readonly server: KeyedGateway;
  /** Headers of a key for all bodies, of one for `sport` alone, and of one that sees all at the desk. */
  readonly subscriber: Record<string, string>;
  readonly partner: Record<string, string>;
  readonly desk: Record<string, string>;
}

async function startSide(makings: Makings): Promise<Side> {
  const newsroom = await startLeakyNewsroom(makings);
  const { database, clock } = newsroom;
  const server = await listenOn(newsroom);
  const subscriber = await makeKey(database, {}, clock.now);
  const partner = await makeKey(database, { sectionIds: [await newsroom.sectionOf("sport")] }, clock.now);
  const desk = await makeKey(database, { scopes: ["content:read", "content:desk"] }, clock.now);
  return {
    newsroom,
    server,
    subscriber: bearer(subscriber.token),
    partner: bearer(partner.token),
    desk: { ...bearer(desk.token), "x-kiosque-view": "desk" },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await newsroom[Symbol.asyncDispose]();
    },
  };
}

let told: Side;
let untold: Side;
let unread: Side;
let paths: string[];
beforeAll(async () => {
  told = await startSide({ hidden: ALL_HIDDEN, withdrawn: "secretwithdrawn", unlicensed: "secretunlicensed" });
  untold = await startSide({ unlicensed: "secretunlicensed" });
  unread = await startSide({});
  paths = await documentPaths(told.newsroom);
}, PATIENCE);
afterAll(() => Promise.all([told, untold, unread].map((side) => side[Symbol.asyncDispose]())));

describe("Documents over HTTP", () => {
  test.each([
    ["anyone", () => unread, () => ({})],
    ["a key for all sections", () => untold, (side: Side) => side.subscriber],
    ["a key for another section", () => unread, (side: Side) => side.partner],
  ])(
    "are the same to %s whether there are hidden stories or not",
    async (_name, twin, headersOf) => {
      const found = await responses(told.server.origin, paths, headersOf(told));
      const statuses = [...found.values()].map((answer) => (JSON.parse(answer) as [number])[0]);

      expect(differences(found, await responses(twin().server.origin, paths, headersOf(twin())))).toEqual([]);
      expect(new Set(statuses)).toEqual(new Set([200, 404, 410]));
    },
    PATIENCE,
  );

  test(
    "show the desk what they hide",
    async () => {
      expect(containing(await responses(told.server.origin, paths, told.desk), HIDDEN_WORDS)).toEqual(
        expect.arrayContaining(["/feeds/latest.rss", "/articles/secret-draft", "/articles/secret-embargoed.jsonld"]),
      );
    },
    PATIENCE,
  );
});
