import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ArticleSearchMigration } from "../../src/database/migrations/migration-20261122201851-article-search.ts";
import { demoNewsroom } from "../../src/ingest/demo/demo-newsroom.ts";
import { parseNinjsItem } from "../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { draftOf } from "../support/draft.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { recording, type SentStatement } from "./plan-of.ts";

const NOW = new Date("2026-11-22T10:00:00Z");

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway({ now: NOW });
  const items = demoNewsroom(NOW).map((item) => parseNinjsItem(item, { timeZone: "Europe/Paris", now: NOW }));
  await gateway.save(
    ...items.slice(0, 20).flatMap(({ draft }) => (draft ? [draft] : [])),
    draftOf("urn:es", { language: "es-AR", headline: "Información", kicker: "Política" }),
    draftOf("urn:pt", { language: "pt", headline: "Ações" }),
    draftOf("urn:ru", { language: "ru", headline: "Ёлки" }),
    draftOf("urn:draft", { status: "DRAFT", language: "nl", body: [] }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe("The migration of article_search", () => {
  test("makes of the stories there were what saving them makes", async () => {
    const rows = () =>
      gateway.database.execute(
        "select article_id, config::text, published_at, headline, standfirst, body, document::text, teaser::text from article_search order by 1",
      );
    const saved = await rows();
    const em = gateway.database.em();
    const migration = new ArticleSearchMigration(em.getDriver(), em.config);
    await migration.up();
    const queries = migration.getQueries().filter((query) => typeof query === "string");
    const backfill = queries.find((query) => query.startsWith("insert into article_search"));
    await gateway.database.execute("truncate article_search");
    await gateway.database.execute(backfill ?? "");

    expect(saved.length).toBeGreaterThan(20);
    expect(await rows()).toEqual(saved);
  });
});

describe("A search", () => {
  test("reads the index of words, and no table as a whole", async () => {
    const sent: SentStatement[] = [];
    const { database } = gateway;
    const reader = database.reader.bind(database);
    database.reader = (...given) => recording(reader(...given), sent);
    await gateway.query(`{ search(query: "2026") { nodes { id } } }`);
    database.reader = reader;
    const [statement] = sent;
    const scans = `select pg_stat_get_xact_numscans('article_search_document'::regclass)::int as index,
      pg_stat_get_xact_numscans('article_search'::regclass)::int as table`;
    const [before, after] = await database.em().transactional(async (em) => {
      const values = (statement?.values ?? []).map((value) => literal(value)).join();
      await em.execute(`prepare search as ${statement?.text}`);
      const [first] = await em.execute<Scans[]>(scans);
      await em.execute(`execute search(${values})`);
      const [last] = await em.execute<Scans[]>(scans);
      await em.execute("deallocate search");
      return [first, last];
    });

    expect(sent).toHaveLength(1);
    expect(after).toEqual({ index: (before?.index ?? 0) + 1, table: before?.table });
  });
});

interface Scans {
  index: number;
  table: number;
}

const literal = (value: unknown) =>
  Array.isArray(value) ? `array[${value.map((each) => `'${String(each)}'`).join()}]` : `'${String(value)}'`;
