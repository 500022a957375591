import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EDITOR, poll, type TestGateway } from "../graphql/change/follow.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { planOf, recording, rowsRead, type SentStatement } from "./plan-of.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const CHANGES = 30_000;

describe(`At ${CHANGES.toLocaleString("en")} changes`, () => {
  let gateway: TestGateway;
  const sent: SentStatement[] = [];
  beforeAll(async () => {
    gateway = await startTestGateway({ now: NOW });
    const { database } = gateway;
    await database.execute(`insert into articles (uri, slug, headline, summary, language, status, representation, published_at, modified_at, version)
      select 'urn:' || n, 'story-' || n, 'Story', '', 'en', 'PUBLISHED', 'FULL', '2026-11-01', '2026-11-01', 1 from generate_series(1, 15000) as n`);
    // Each story twice; one in fifty was scheduled.
    await database.execute(`insert into changes (write_id, entity_id, uri, kind, written_at, visible_from, was_visible_from, version, language, changed_fields, cache_tags)
      select gen_random_uuid(), 1 + n % 15000, 'urn:' || 1 + n % 15000, 'UPDATED', timestamptz '2026-11-01' + n * interval '1 minute',
        case when n % 50 = 0 then timestamptz '2026-11-01 01:00' + n * interval '1 minute' else '-infinity' end, '-infinity', 1, 'en', '{headline}',
        array['Article:' || 1 + n % 15000, 'Section:' || n % 7] from generate_series(1, ${CHANGES}) as n`);
    await database.execute("analyze");
    await gateway.query("{ sections { id } }");
    const reader = database.reader.bind(database);
    database.reader = () => recording(reader(), sent);
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  /** How many rows of tables and indexes a page looks at, and where the next begins. */
  async function costOf(asked: object, seen?: typeof EDITOR): Promise<{ rows: number; nextToken: string }> {
    sent.length = 0;
    const { nextToken } = await poll(gateway, asked, seen);
    expect(sent).toHaveLength(1);
    const plans = await Promise.all(sent.map((statement) => planOf(gateway.database.em(), statement)));
    return { rows: rowsRead(plans.flat()), nextToken };
  }

  test.each([
    ["readers", undefined],
    ["the desk", EDITOR],
  ])("a poll with nothing new touches next to nothing, for %s", async (_name, seen) => {
    const { nextToken } = await costOf({ since: "now" }, seen);

    expect((await costOf({ since: nextToken }, seen)).rows).toBeLessThanOrEqual(5);
  });

  test("a page costs what is on it, wherever it is", async () => {
    const first = await costOf({ first: 100 });
    const second = await costOf({ first: 100, since: first.nextToken });

    expect(first.rows).toBeLessThanOrEqual(350);
    expect(second.rows).toBeLessThanOrEqual(350);
  });

  test("a filter that finds nothing looks at a bounded number of changes", async () => {
    expect((await costOf({ filter: { sections: ["Section:1000"] } })).rows).toBeLessThanOrEqual(2_200);
  });
});
