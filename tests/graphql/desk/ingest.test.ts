import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holderOf } from "../../support/holder.ts";
import { type DeskGateway, startDesk } from "./desk-gateway.ts";

let desk: DeskGateway;
beforeAll(async () => void (desk = await startDesk()));
afterAll(() => desk[Symbol.asyncDispose]());

interface Ingested {
  problems: { code: string; message: string; path: string[] }[];
  items: { index: number; outcome: string; problems: object[]; notes: string[]; article: object | null }[];
}
const INGESTED =
  "problems { code message path } items { index outcome notes problems { code message path } article { uri status version section { name } } }";
const ingest = async (document: string, args: object = {}): Promise<Ingested> =>
  (
    await desk.desk<{ ingest: Ingested }>(
      `mutation ($format: IngestFormat!, $document: String!, $publish: Boolean, $dryRun: Boolean) {
        ingest(format: $format, document: $document, publish: $publish, dryRun: $dryRun) { ${INGESTED} } }`,
      { format: "NINJS", document, ...args },
    )
  ).ingest;
const item = (uri: string, changes: object = {}) => ({
  uri,
  type: "text",
  version: "1",
  language: "fr",
  headline: "Le pont",
  versioncreated: "2026-11-20T08:00:00+01:00",
  body_html: "<p>Il rouvre lundi.</p>",
  ...changes,
});
const json = (...items: object[]) => JSON.stringify(items);
const sectionOf = (name: string) => [{ rel: "section", name, literal: name.toLowerCase() }];

describe("Mutation.ingest", () => {
  test("answers every item: what became of it, and why not; good ones are kept beside bad ones", async () => {
    const document = json(
      item("urn:good", { subject: sectionOf("Pont") }),
      item("urn:bad", { versioncreated: "yesterday" }),
      item("urn:good", { subject: sectionOf("Pont") }),
    );

    expect(await ingest(document)).toEqual({
      problems: [],
      items: [
        {
          index: 0,
          outcome: "CREATED",
          problems: [],
          notes: [],
          article: { uri: "urn:good", status: "DRAFT", version: 1, section: { name: "Pont" } },
        },
        {
          index: 1,
          outcome: "REJECTED",
          problems: [
            {
              code: "VALUE_INVALID",
              message: 'must be an RFC 3339 date and time, got "yesterday"',
              path: ["versioncreated"],
            },
          ],
          notes: [],
          article: null,
        },
        {
          index: 2,
          outcome: "UNCHANGED",
          problems: [],
          notes: [],
          article: { uri: "urn:good", status: "DRAFT", version: 1, section: { name: "Pont" } },
        },
      ],
    });
    expect(await desk.reader(`{ articles { nodes { uri } } }`)).toEqual({ articles: { nodes: [] } });
  });

  test("without publish what is published stays so, and is updated; with it, all is published", async () => {
    expect((await ingest(json(item("urn:good")), { publish: true })).items).toMatchObject([
      { outcome: "UPDATED", article: { status: "PUBLISHED", version: 2 } },
    ]);
    const newer = json(item("urn:good", { version: "2", headline: "Le pont rouvre" }), item("urn:new"));

    expect((await ingest(newer)).items).toMatchObject([
      { outcome: "UPDATED", article: { status: "PUBLISHED", version: 3 } },
      { outcome: "CREATED", article: { status: "DRAFT", version: 1 } },
    ]);
    expect(await desk.reader(`{ articles { nodes { uri headline } } }`)).toEqual({
      articles: { nodes: [{ uri: "urn:good", headline: "Le pont rouvre" }] },
    });
    expect((await ingest(json(item("urn:good")))).items).toMatchObject([{ outcome: "STALE" }]);
  });

  test("a dry run says the same and keeps nothing", async () => {
    const before = await desk.rowCounts();
    const document = json(
      item("urn:dry", { subject: sectionOf("Sec") }),
      item("urn:new", { version: "2" }),
      item("urn:good", { version: "9", pubstatus: "canceled" }),
    );

    const dry = await ingest(document, { dryRun: true, publish: true });

    expect(dry.items.map(({ outcome, article }) => [outcome, article])).toEqual([
      ["CREATED", null],
      ["UPDATED", null],
      ["UPDATED", null],
    ]);
    expect(await desk.rowCounts()).toEqual(before);
    const wet = await ingest(document, { publish: true });
    expect(wet.items.map(({ outcome }) => outcome)).toEqual(["CREATED", "UPDATED", "UPDATED"]);
  });

  test("a cancelled item is a kill, published or not", async () => {
    expect(
      await desk.reader(`{ resolvePath(path: "/articles/le-pont") { ... on Tombstone { uri notice { kind } } } }`),
    ).toEqual({ resolvePath: { uri: "urn:good", notice: { kind: "KILL" } } });
    expect((await ingest(json(item("urn:good", { version: "10" })), { publish: true })).items).toMatchObject([
      { outcome: "REJECTED", problems: [{ message: "was withdrawn, which is final", path: [] }] },
    ]);
  });

  test("a page of an article", async () => {
    const page = `<html lang="en"><head><title>Bridge</title><link rel="canonical" href="https://paper.example/bridge"></head>
      <body><article><h1>The bridge opens</h1><p>${"It opens on Monday at noon, says the town. ".repeat(8)}</p></article></body></html>`;

    expect((await ingest(page, { format: "ARTICLE_HTML" })).items).toMatchObject([
      { outcome: "CREATED", article: { uri: "https://paper.example/bridge", status: "DRAFT" } },
    ]);
  });

  test.each([
    ["", "DOCUMENT_UNREADABLE", /empty/],
    ["   ", "DOCUMENT_UNREADABLE", /empty/],
    ["nonsense", "DOCUMENT_UNREADABLE", /JSON|ninjs/],
    [
      json(...Array.from({ length: 501 }, (_, index) => item(`urn:${index}`))),
      "TOO_MANY",
      /^A document holds at most 500 items\.$/,
    ],
  ])("a document that is none is refused as a whole: %.20j", async (document, code, message) => {
    const before = await desk.rowCounts();

    expect(await ingest(document)).toEqual({
      problems: [{ code, message: expect.stringMatching(message) as string, path: ["document"] }],
      items: [],
    });
    expect(await desk.rowCounts()).toEqual(before);
    expect(desk.faults).toEqual([]);
  });

  test("takes the scope content:write", async () => {
    const { errors } = await desk.query(
      `mutation { ingest(format: NINJS, document: "[]") { items { index } } }`,
      undefined,
      {
        viewer: holderOf("content:desk"),
      },
    );

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
  });
});
