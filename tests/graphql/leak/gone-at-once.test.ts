import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withdrawArticle } from "../../../src/content/desk/lifecycle.desk.ts";
import { createSchema } from "../../../src/graphql/schema.ts";
import { argumentValues } from "./argument-values.ts";
import { documentPaths } from "./document-paths.ts";
import {
  HIDDEN,
  hiddenStory,
  type LeakyNewsroom,
  PUBLIC_TEXT,
  slugOf,
  startLeakyNewsroom,
  uriOf,
} from "./leaky-newsroom.ts";
import { answers, blindFields, containing, documents, READER } from "./seen.ts";
import { type Way, waysThrough } from "./ways.ts";

const PATIENCE = 300_000;
const FEEDS = ["latest", "sections/world", "sections/world/asia", "tags/tides", "tags/secretdrafttag"];
const STORY = /urn:secret:(?:draft|scheduled|embargoed)|secret(?:draft|scheduled|embargoed)[a-z]/;
/** Followers of the log, and whoever has the link, are told that it is gone: its URI and no more. */
const TOMBSTONE_URI = /"Tombstone_uri":"[^"]*"/g;

let newsroom: LeakyNewsroom;
let ways: Way[];
let paths: string[];
beforeAll(async () => {
  newsroom = await startLeakyNewsroom({ hidden: { draft: { status: "PUBLISHED" }, scheduled: {}, embargoed: {} } });
  ways = waysThrough(await createSchema(), await argumentValues(newsroom));
  paths = await documentPaths(newsroom);
}, PATIENCE);
afterAll(() => newsroom[Symbol.asyncDispose]());

describe("Three published stories", () => {
  test(
    "are met by every field that leads to a story, and in every document",
    async () => {
      const found = await answers(newsroom, ways, READER);
      const published = containing(await documents(newsroom, paths, READER), STORY);

      // Readers meet no notice but a tombstone's.
      expect(blindFields(ways, found, STORY)).toEqual(["WithdrawalNotice.replacement"]);
      expect(containing(found, STORY).filter((name) => name.endsWith("Tombstone.notice"))).not.toEqual([]);
      expect(published).toEqual(
        expect.arrayContaining([
          "/sitemap-news.xml",
          ...FEEDS.flatMap((list) => ["rss", "atom", "json"].map((format) => `/feeds/${list}.${format}`)),
          ...HIDDEN.flatMap((kind) =>
            ["", ".html", ".md", ".txt", ".ninjs.json", ".jsonld"].map(
              (format) => `/articles/${slugOf(kind)}${format}`,
            ),
          ),
        ]),
      );
    },
    PATIENCE,
  );

  test(
    "are gone from all of these once one is withdrawn, one dated to later and one put under an embargo",
    async () => {
      const articleId = await newsroom.idOf(uriOf("draft"));
      const kill = { kind: "KILL", reason: "Libel.", publicText: PUBLIC_TEXT } as const;
      const { problems } = await withdrawArticle(newsroom.desk(), { articleId }, kill);
      const saved = await newsroom.save(hiddenStory("scheduled"), hiddenStory("embargoed"));
      const found = await answers(newsroom, ways, READER);
      const untombed = new Map([...found].map(([name, answer]) => [name, answer.replaceAll(TOMBSTONE_URI, "")]));
      const published = await documents(newsroom, paths, READER);

      expect([problems, saved.map(({ outcome }) => outcome)]).toEqual([[], ["UPDATED", "UPDATED"]]);
      expect(containing(untombed, STORY)).toEqual([]);
      expect(containing(found, TOMBSTONE_URI)).not.toEqual([]);
      expect(containing(published, STORY)).toEqual([]);
      expect(JSON.parse(published.get("/articles/secret-draft") ?? "")).toMatchObject({
        document: { kind: "GONE", publicText: PUBLIC_TEXT },
      });
      expect(JSON.parse(published.get("/articles/secret-scheduled.ninjs.json") ?? "")).not.toHaveProperty("document");
    },
    PATIENCE,
  );
});
