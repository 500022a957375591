import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ingest } from "../../../src/ingest/ingest.ts";
import { type DeskGateway, NOW, startDesk } from "./desk-gateway.ts";

let desk: DeskGateway;
let directory: string;
beforeAll(async () => {
  desk = await startDesk();
  directory = await mkdtemp(join(tmpdir(), "kiosque-kill-"));
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const SENT = "2025-05-05T10:00:00Z";
const LATER = "2025-05-05T11:00:00Z";

/** A story and what holds it back, as each version of ninjs writes them; the latter has neither headline nor body. */
const VERSIONS = {
  1: (uri: string) => ({
    story: {
      uri,
      type: "text",
      language: "en",
      version: "5",
      headline: "Story",
      versioncreated: SENT,
      body_html: "<p>A.</p>",
    },
    hold: (pubstatus: string, version: string) => ({ uri, type: "text", pubstatus, version, versioncreated: LATER }),
  }),
  2: (uri: string) => ({
    story: {
      standard: { version: "2.2" },
      uri,
      language: "en",
      version: "5",
      headlines: [{ value: "Story" }],
      versioncreated: SENT,
      bodies: [{ contenttype: "text/html", value: "<p>A.</p>" }],
    },
    hold: (pubstatus: string, version: string) => ({
      standard: { version: "2.2" },
      uri,
      pubstatus,
      version,
      versioncreated: LATER,
    }),
  }),
  3: (uri: string) => ({
    story: {
      standard: { version: "3.0" },
      uri,
      language: "en",
      version: "5",
      headlines: [{ value: "Story" }],
      versionCreated: SENT,
      bodies: [{ contentType: "text/html", value: "<p>A.</p>" }],
    },
    hold: (pubStatus: string, version: string) => ({
      standard: { version: "3.0" },
      uri,
      pubStatus,
      version,
      versionCreated: LATER,
    }),
  }),
};

/** What became of one item, by each way in. */
const WAYS = {
  async file(item: object): Promise<string> {
    const path = join(directory, "item.json");
    await writeFile(path, JSON.stringify(item));
    const { created, updated, unchanged, stale, rejected } = await ingest({
      database: desk.database,
      sources: [path],
      timeZone: "Europe/Paris",
      now: NOW,
    });
    return JSON.stringify({ created, updated, unchanged, stale, rejected });
  },
  async mutation(item: object): Promise<string> {
    const data = await desk.desk<{ ingest: { items: { outcome: string; problems: object[] }[] } }>(
      `mutation ($document: String!) { ingest(format: NINJS, document: $document, publish: true) { items { outcome problems { message } } } }`,
      { document: JSON.stringify(item) },
    );
    return JSON.stringify(data.ingest.items);
  },
};
const UPDATED = {
  file: JSON.stringify({ created: 0, updated: 1, unchanged: 0, stale: 0, rejected: 0 }),
  mutation: JSON.stringify([{ outcome: "UPDATED", problems: [] }]),
};

const CASES = ([1, 2, 3] as const).flatMap((ninjs) =>
  (["file", "mutation"] as const).flatMap((way) =>
    (["6", "1"] as const).map((version) => ({ ninjs, way, version, uri: `urn:${ninjs}:${way}:${version}` })),
  ),
);

const READ = `query ($uri: String!) { article(uri: $uri) { status slug headline } }`;
const read = (uri: string) =>
  desk.reader<{ article: { status: string; slug: string; headline: string } | null }>(READ, { uri });

describe.each(CASES)("ninjs $ninjs by $way, in version $version of a story at 5", ({ ninjs, way, version, uri }) => {
  test("a kill without a body kills: a tombstone and a change remain", async () => {
    const { story, hold } = VERSIONS[ninjs](`${uri}:killed`);
    await WAYS[way](story);
    const { article } = await read(story.uri);

    expect(await WAYS[way](hold("canceled", version))).toBe(UPDATED[way]);

    expect(await read(story.uri)).toEqual({ article: null });
    expect(
      await desk.reader(
        `query ($path: String!) { resolvePath(path: $path) { ... on Tombstone { uri notice { kind } } } }`,
        { path: `/articles/${article?.slug}` },
      ),
    ).toEqual({ resolvePath: { uri: story.uri, notice: { kind: "KILL" } } });
    const log = await desk.reader<{ changes: { changes: object[] } }>(
      `{ changes { changes { kind tombstone { uri } } } }`,
    );
    expect(log.changes.changes).toContainEqual({ kind: "WITHDRAWN", tombstone: { uri: story.uri } });
  });

  test("what withholds without a body withholds, and the desk still has the whole story", async () => {
    const { story, hold } = VERSIONS[ninjs](`${uri}:withheld`);
    await WAYS[way](story);
    expect(await read(story.uri)).toMatchObject({ article: { status: "PUBLISHED", headline: "Story" } });

    expect(await WAYS[way](hold("withheld", version))).toBe(UPDATED[way]);

    expect(await read(story.uri)).toEqual({ article: null });
    expect(
      await desk.desk(`query ($uri: String!) { article(uri: $uri) { status headline body { text } } }`, {
        uri: story.uri,
      }),
    ).toEqual({ article: { status: "DRAFT", headline: "Story", body: { text: "A." } } });
  });
});
