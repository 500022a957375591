import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fc } from "../support/seeded.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import { PLACEMENTS } from "../../src/database/vocabulary.ts";
import { type IngestOptions, ingest } from "../../src/ingest/ingest.ts";
import { exitCodeOf } from "../../src/ingest/ingest-report.ts";
import { useArticleStore } from "../support/article-store.ts";
import { draftOf, edgeTo, partialOf } from "../support/draft.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const { database, rows } = useArticleStore();
let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), "kiosque-ingest-"))));
afterAll(() => rm(directory, { recursive: true }));

const run = (sources: IngestOptions["sources"], options: Partial<IngestOptions> = {}) =>
  ingest({ database: database(), sources, timeZone: "Europe/Paris", now: NOW, ...options });
const parsed = (...drafts: ArticleDraft[]) => [
  { name: "drafts", items: drafts.map((draft) => ({ draft, notes: [], problems: [] })) },
];
const line = (uri: string, changes: object = {}) =>
  JSON.stringify({ uri, type: "text", language: "en", title: uri, headlines: [{ value: uri }], ...changes });
const file = async (name: string, text: string) => {
  await writeFile(join(directory, name), text);
  return join(directory, name);
};
/** Every table that ingest writes, without what changes on each write. */
const contents = async () => {
  const tables = [
    "articles",
    "article_bodies",
    "former_slugs",
    "sections",
    "section_listings",
    "contributors",
    "contributions",
    "tags",
    "taggings",
    "images",
    "related_stories",
  ];
  const dumps = tables.map(async (table) => [
    table,
    await rows(`select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`),
  ]);
  return Object.fromEntries(await Promise.all(dumps)) as Record<string, unknown[]>;
};

describe("ingest", () => {
  test("storylines are written after the articles of their batch, and the same again is unchanged", async () => {
    const storyline = JSON.stringify({
      uri: "urn:line",
      type: "composite",
      profile: "storyline",
      headlines: [{ value: "Line" }],
      associations: ["line-a", "nowhere"].map((uri, index) => ({ name: `entry-${index + 1}`, rel: "entry", uri })),
    });
    const source = await file("storyline.ndjson", [storyline, line("line-a")].join("\n"));

    const first = await run([source]);
    const second = await run([source]);

    expect(first).toMatchObject({ items: 2, created: 2, rejected: 0 });
    expect(second).toMatchObject({ items: 2, unchanged: 2 });
    expect(first.notes.map(({ note }) => note)).toContain("nowhere is no article of ours: left out of the storyline.");
    expect(await rows("select a.uri from storyline_entries e join articles a on a.id = e.article_id")).toEqual([
      { uri: "line-a" },
    ]);
  });

  test("good items among bad ones are kept, bad ones are named by file, item and path", async () => {
    const lines = await file(
      "mixed.ndjson",
      [line("a"), "{ broken", line("b", { urgency: 12 }), line("c", { title: 1, headlines: "no" }), line("d")].join(
        "\n",
      ),
    );

    const report = await run([lines]);

    expect(report).toMatchObject({ items: 5, created: 2, rejected: 3, sources: 1, unreadable: 0 });
    expect(new Set(report.problems.map(({ source, item }) => `${source} ${item}`))).toEqual(
      new Set([`${lines} 2`, `${lines} 3`, `${lines} 4`]),
    );
    expect(report.problems.find(({ item }) => item === 3)).toMatchObject({ path: "/urgency" });
    expect(exitCodeOf(report)).toBe(1);
    expect(await rows("select uri from articles order by uri")).toEqual([{ uri: "a" }, { uri: "d" }]);
  });

  test("a faulty item that says canceled is counted by what it did, with its problems, and the exit code is 1", async () => {
    const lines = await file(
      "kill.ndjson",
      [
        line("killed", { versionCreated: "2026-11-20T08:00:00Z" }),
        line("killed", { urgency: 12, pubStatus: "CANCELED" }),
        line("other"),
      ].join("\n"),
    );

    const report = await run([lines], { batchSize: 2 });

    expect(report).toMatchObject({ items: 3, created: 2, updated: 1, rejected: 0, problemCount: 1 });
    expect(report.problems).toEqual([
      { source: lines, item: 2, path: "/urgency", reason: "must be at most 9, got 12" },
    ]);
    expect(report.notes).toContainEqual({
      source: lines,
      item: 2,
      note: "The item is faulty, but says canceled: that took effect.",
    });
    expect(exitCodeOf(report)).toBe(1);
    expect(await rows("select uri, status from articles order by uri")).toEqual([
      { uri: "killed", status: "WITHDRAWN" },
      { uri: "other", status: "PUBLISHED" },
    ]);
  });

  test("what only the database refuses is named too", async () => {
    const report = await run(parsed(draftOf("a"), draftOf("b", { version: 3_000_000_000 }), draftOf("c")));

    expect(report).toMatchObject({ items: 3, created: 2, rejected: 1, problemCount: 1 });
    expect(report.problems).toEqual([
      { source: "drafts", item: 2, path: "", reason: expect.stringContaining("out of range for type integer") },
    ]);
  });

  test("an unreadable file does not keep the others out", async () => {
    const missing = join(directory, "missing.json");
    const report = await run([missing, await file("one.json", line("a")), await file("empty.json", " ")]);

    expect(report).toMatchObject({ items: 1, created: 1, rejected: 0, sources: 3, unreadable: 2 });
    expect(report.problems.map(({ item }) => item)).toEqual([null, null]);
    expect(report.problems[0]).toMatchObject({ source: missing });
    expect(exitCodeOf(report)).toBe(1);
  });

  test("nothing readable at all is exit code 2, nothing rejected is 0", async () => {
    expect(exitCodeOf(await run([join(directory, "missing.json")]))).toBe(2);
    expect(exitCodeOf(await run([await file("fine.json", line("a"))]))).toBe(0);
  });

  test("the same again is unchanged, an older version stale and no failure", async () => {
    await run(parsed(draftOf("a", { version: 2 })));
    const report = await run(parsed(draftOf("a", { version: 2 }), draftOf("a", { version: 1 })));

    expect(report).toMatchObject({ items: 2, unchanged: 1, stale: 1, rejected: 0 });
    expect(report.notes).toEqual([
      { source: "drafts", item: 2, note: "a is older than the article we have: not written." },
    ]);
    expect(exitCodeOf(report)).toBe(0);
  });

  test("batches are as large as asked for, and each is told of", async () => {
    const seen: number[] = [];
    await run(parsed(...Array.from({ length: 7 }, (_, index) => draftOf(`a${index}`))), {
      batchSize: 3,
      onProgress: ({ items }) => void seen.push(items),
    });

    expect(seen).toEqual([3, 6, 7]);
  });

  test("after many articles the database has counted its tables", async () => {
    await run(
      parsed(...Array.from({ length: 501 }, (_, index) => draftOf(`many-${index}`, { related: [edgeTo("many-0")] }))),
    );

    const counts = await rows(
      "select reltuples::int as count from pg_class where oid in ('articles'::regclass, 'related_stories'::regclass) order by relname",
    );
    // A story does not lead to itself.
    expect(counts).toEqual([{ count: 501 }, { count: 500 }]);
  });

  test("a heavy batch is cut before it is full", async () => {
    const seen: number[] = [];
    const heavy = (uri: string) =>
      draftOf(uri, { body: [{ type: "PARAGRAPH", role: "BODY", content: { text: "x".repeat(3_000_000) } }] });
    await run(parsed(heavy("a"), heavy("b"), heavy("c")), { onProgress: ({ items }) => void seen.push(items) });

    expect(seen).toEqual([2, 3]);
  });

  test("a run that broke off between batches leaves whole articles, and running it again completes it", async () => {
    const drafts = Array.from({ length: 6 }, (_, index) =>
      draftOf(`a${index}`, { related: [edgeTo(`a${(index + 1) % 6}`)] }),
    );
    const broken = (function* () {
      for (const draft of drafts.slice(0, 5)) yield { draft, notes: [], problems: [] };
      throw new Error("power cut");
    })();

    await expect(run([{ name: "broken", items: broken }], { batchSize: 2 })).rejects.toThrow("power cut");
    expect(await rows("select uri from articles join article_bodies on article_id = id order by uri")).toEqual(
      ["a0", "a1", "a2", "a3"].map((uri) => ({ uri })),
    );

    expect(await run(parsed(...drafts), { batchSize: 2 })).toMatchObject({ unchanged: 4, updated: 1, created: 1 });
    expect(await rows("select count(*)::int as edges from related_stories")).toEqual([{ edges: 6 }]);
  });

  test("a database that fails is no fault of the items", async () => {
    await rows("alter table article_bodies rename to lost");
    try {
      await expect(run(parsed(draftOf("a")))).rejects.toThrow("article_bodies");
    } finally {
      await rows("alter table lost rename to article_bodies");
    }
  });

  test("twice the same items, in batches of any size, leave the same rows as once", async () => {
    const uri = fc.constantFrom("a", "b", "c", "d", "e");
    const edge = fc
      .record({ uri, placement: fc.constantFrom(...PLACEMENTS) })
      .map(({ uri: target, placement }) => edgeTo(target, { placement }));
    const draft = fc
      .record({
        uri,
        isPartial: fc.boolean(),
        version: fc.integer({ min: 1, max: 3 }),
        headline: fc.constantFrom("One", "Two"),
        section: fc.constantFrom(undefined, "x", "x/y", "z/y"),
        related: fc.array(edge, { maxLength: 4 }),
        names: fc.array(fc.constantFrom("Ana", "Bo"), { maxLength: 2 }),
      })
      .map(({ uri: own, isPartial, section, names, ...rest }) =>
        (isPartial ? partialOf : draftOf)(own, {
          ...rest,
          ...(section ? { section: section.split("/").map((slug) => ({ slug, name: slug })) } : {}),
          contributors: names.map((name) => ({ name, role: "AUTHOR" })),
        }),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(draft, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 8 }),
        async (drafts, batchSize) => {
          await rows("truncate articles, sections, contributors, tags, images restart identity cascade");
          await run(parsed(...drafts), { batchSize });
          // Of several drafts of one version the last was written: what remains of each article is what is offered again.
          const last = [...new Map(drafts.map((one) => [one.uri, one])).values()];
          await run(parsed(...last), { batchSize });
          const once = await contents();
          const report = await run(parsed(...last), { batchSize });

          expect(report).toMatchObject({ created: 0, updated: 0 });
          expect(await contents()).toEqual(once);
        },
      ),
      { numRuns: 15 },
    );
  });
});
