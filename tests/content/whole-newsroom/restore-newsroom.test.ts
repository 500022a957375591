import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newsroomWriter, RestoreRefused } from "../../../src/content/whole-newsroom/newsroom-file.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { exportedLines, restoreLines } from "../../support/newsroom-lines.ts";
import { holderOf } from "../../support/holder.ts";
import { openTestDatabase, type TestDatabase } from "../../support/test-database.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { ingesting } from "../../acceptance/whole-newsroom.ts";

let lines: string[];
let empty: TestDatabase;

beforeAll(async () => {
  await using gateway = await startTestGateway();
  await gateway.save(
    draftOf("urn:one", { section: [{ slug: "world", name: "World" }], related: [edgeTo("urn:two")] }),
    draftOf("urn:two"),
  );
  lines = await exportedLines(gateway.database);
  empty = await openTestDatabase();
});
afterAll(() => empty.close());

/** Lines that a writer has signed. */
function written(rows: readonly (readonly [table: string, json: string])[], last: Record<string, number> = {}) {
  const file = newsroomWriter();
  return [file.head(), ...rows.map(([table, json]) => file.row(table, json)), file.end(last)];
}

const SECTION = `{"id":1,"slug":"world","path":"world","name":"World","position":0}`;
const CHANGED = "The file is not as it was written: rows were changed, added or lost.";

/** What comes of restoring: why it was refused. */
const refusal = (...given: Parameters<typeof restoreLines>): Promise<unknown> =>
  restoreLines(...given).catch((error: unknown) => error);

describe("What is restored is whole or not at all:", () => {
  const head = () => lines[0] ?? "";
  const isOf = (table: string) => (line: string) => line.startsWith(`{"${table}":`);
  const cases: [name: string, file: () => string[], reason: string][] = [
    ["nothing", () => [], "The file ends before the newsroom does."],
    [
      "a ninjs item",
      () => ['{"uri":"urn:one"}'],
      "It is not the export of a whole newsroom, which `npm run export` writes.",
    ],
    ["what is no JSON", () => ["{"], "It is not the export of a whole newsroom, which `npm run export` writes."],
    [
      "a head with more",
      () => ['{"kiosque":"newsroom","schema":"","more":1}'],
      "It is not the export of a whole newsroom, which `npm run export` writes.",
    ],
    ["a file cut short", () => lines.slice(0, -1), "The file ends before the newsroom does."],
    ["a file without a row", () => lines.toSpliced(lines.findIndex(isOf("article_versions")), 1), CHANGED],
    [
      "a file with a row twice",
      () => lines.toSpliced(-1, 0, '{"fetched_sources":{"url":"u","fetched_at":"2026-01-01"}}'),
      CHANGED,
    ],
    ["a changed row", () => lines.map((line) => line.replace("urn:two", "urn:too")), CHANGED],
    [
      "changed numbers",
      () => lines.map((line) => line.replace(/"last":\{"articles":2/, '"last":{"articles":1')),
      CHANGED,
    ],
    ["two ends", () => [...lines, lines.at(-1) ?? ""], `Line LAST is not expected: the newsroom has ended before it.`],
    ["a line of another kind", () => [head(), "[]"], "Line 2 is neither a row nor the end of a newsroom."],
    ["a table that stays", () => written([["api_keys", "{}"]]), "There is no table api_keys of a newsroom."],
    ["a table that is none", () => written([["pg_authid", "{}"]]), "There is no table pg_authid of a newsroom."],
    ["numbers of what has none", () => written([], { taggings: 7 }), "A newsroom's taggings are not numbered."],
    [
      "a row that refers to none",
      () =>
        written([
          ["sections", SECTION],
          ["front_slots", `{"section_id":1,"position":1,"article_id":7}`],
        ]),
      'The database refuses what the file says: insert or update on table "front_slots" violates foreign key constraint "front_slots_article_id_foreign".',
    ],
    [
      "a value that is none",
      () => written([["sections", SECTION.replace('"id":1', '"id":"one"')]]),
      'The database refuses what the file says: invalid input syntax for type bigint: "one".',
    ],
    [
      "a row without what it needs",
      () => written([["sections", "{}"]]),
      'The database refuses what the file says: null value in column "id" of relation "sections" violates not-null constraint.',
    ],
  ];
  test.each(cases)("%s is refused", async (_name, file, reason) => {
    const given = file();

    expect(await refusal(empty, given)).toEqual(new RestoreRefused(reason.replace("LAST", String(given.length))));
    expect(await exportedLines(empty)).toEqual(written([]));
  });

  test("a file of another state of the tables is refused, and says what to do", async () => {
    const [, ours = ""] = /"schema":"([^"]+)"/.exec(head()) ?? [];

    expect(await refusal(empty, [head().replace(ours, "20260101-older"), ...lines.slice(1)])).toEqual(
      new RestoreRefused(
        `Its tables are those of 20260101-older, ours those of ${ours}: restore it with the Kiosque that wrote it, then upgrade.`,
      ),
    );
  });
});

test("Sections of which there are many are restored, whichever of them came first", async () => {
  await using first = await openTestDatabase();
  await using second = await openTestDatabase();
  await first.execute(`
    insert into sections (id, slug, path, name, position, parent_id)
    select 1000, 'above', 'above', 'Above', 0, null::bigint union all
    select n, 'below-' || n, 'above/below-' || n, 'Below', n, 1000 from generate_series(1, 600) n`);
  const exported = await exportedLines(first);

  expect(await restoreLines(second, exported)).toEqual({ sections: 601 });
  expect(await exportedLines(second)).toEqual(exported);
});

describe("A database that is not empty", () => {
  test("is left alone", async () => {
    await using gateway = await startTestGateway();
    await gateway.save(draftOf("urn:there"));
    const before = await exportedLines(gateway.database);

    expect(await refusal(gateway.database, lines)).toEqual(
      new RestoreRefused(
        "The database is not empty (article_bodies, article_search, article_versions, articles, changes, suggestion_queue): a newsroom is restored into an empty one.",
      ),
    );
    expect(await exportedLines(gateway.database)).toEqual(before);
  });

  test("is so with no more than what holds back a story that is still to come", async () => {
    await using gateway = await startTestGateway();
    await ingesting(gateway)({ uri: "urn:one", type: "text", pubstatus: "canceled", versioncreated: "yesterday" });

    expect(await refusal(gateway.database, lines)).toEqual(
      new RestoreRefused("The database is not empty (source_holds): a newsroom is restored into an empty one."),
    );
  });
});

describe("What a source sends", () => {
  const INGEST = `mutation ($document: String!) {
    ingest(format: NINJS, document: $document, publish: true) { problems { code message } items { outcome } } }`;
  const desk = { viewer: holderOf("content:read", "content:desk", "content:write"), view: "DESK" } as const;

  test("is no newsroom: neither its file nor its rows are taken", async () => {
    await using gateway = await startTestGateway();
    const rows = JSON.stringify(lines.map((line) => JSON.parse(line) as object));
    const whole = await gateway.query(INGEST, { document: lines.join("\n") }, desk);
    const each = await gateway.query<{ ingest: { items: object[] } }>(INGEST, { document: rows }, desk);

    expect(whole.data).toEqual({
      ingest: {
        items: [],
        problems: [
          {
            code: "DOCUMENT_UNREADABLE",
            message:
              "document cannot be read: it is a whole newsroom, which `npm run ingest -- --restore FILE` alone reads, into an empty database.",
          },
        ],
      },
    });
    expect(each.data.ingest.items).toEqual(lines.map(() => ({ outcome: "REJECTED" })));
    expect(await exportedLines(gateway.database)).toEqual(written([]));
  });
});
