import { fc } from "../../support/seeded.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestGateway } from "../../support/test-gateway.ts";

/*
 * A reader pages through a list while the desk works on it: whatever was visible all the while is seen once and in
 * order, wherever rows come and go around it, however many have the same time.
 */

/** Few, so that many rows share one; the last is still to come. */
const TIMES = ["2026-11-01T00:00:00Z", "2026-11-01T00:00:00.001Z", "2026-11-02T00:00:00Z", "2027-01-01T00:00:00Z"];
const STATUSES = ["PUBLISHED", "DRAFT", "WITHDRAWN"] as const;

interface Row {
  /** Set first, so that ids do not follow the order of insertion. */
  id: number;
  status: (typeof STATUSES)[number];
  published: number;
  updated: number | null;
}

const row = fc.record<Row>({
  id: fc.integer({ min: 1, max: 40 }),
  status: fc.constantFrom("PUBLISHED", "PUBLISHED", ...STATUSES),
  published: fc.nat(TIMES.length - 1),
  updated: fc.option(fc.nat(TIMES.length - 2)),
});
/** What happens between two pages: rows are written, new or over what was there. */
const changes = fc.array(row, { maxLength: 3 });

interface Walk {
  readonly field: "PUBLISHED" | "UPDATED";
  readonly direction: "ASC" | "DESC";
  readonly isBackward: boolean;
}

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => void (gateway = await startTestGateway()));
afterAll(() => gateway[Symbol.asyncDispose]());

const time = (index: number | null) => (index === null ? "null" : `'${TIMES[index]}'`);

async function write(rows: readonly Row[]): Promise<void> {
  const last = new Map(rows.map((each) => [each.id, each]));
  if (last.size === 0) return;
  const values = [...last.values()].map(
    ({ id, status, published, updated }) =>
      `(${id}, 'r${id}', 'r${id}', '', '', 'en', '${status}', 'FULL', ${time(published)}, ${time(updated)}, now(), 1)`,
  );
  await gateway.database.execute(`insert into articles
    (id, uri, slug, headline, summary, language, status, representation, published_at, updated_at, modified_at, version) values ${values.join()}
    on conflict (id) do update set status = excluded.status, published_at = excluded.published_at, updated_at = excluded.updated_at`);
}

const QUERY = `query ($order: ArticleOrder, $first: Int, $after: String, $last: Int, $before: String) {
  articles(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    nodes { uri } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

async function page({ field, direction, isBackward }: Walk, size: number, cursor: string | null) {
  const paging = isBackward ? { last: size, before: cursor } : { first: size, after: cursor };
  const { data, errors } = await gateway.query<{
    articles: { nodes: { uri: string }[]; pageInfo: Record<string, string | boolean | null> };
  }>(QUERY, {
    order: { field, direction },
    ...paging,
  });
  expect(errors).toBeUndefined();
  const { nodes, pageInfo } = data.articles;
  const ids = nodes.map(({ uri }) => Number(uri.slice(1)));
  return isBackward
    ? { ids: ids.toReversed(), cursor: pageInfo["startCursor"] as string | null, hasMore: pageInfo["hasPreviousPage"] }
    : { ids, cursor: pageInfo["endCursor"] as string | null, hasMore: pageInfo["hasNextPage"] };
}

const isVisible = ({ status, published }: Row) => status === "PUBLISHED" && published < TIMES.length - 1;
const placeOf = ({ id, published, updated }: Row, field: Walk["field"]) =>
  [field === "UPDATED" ? (updated ?? published) : published, id] as const;

/** In the order in which a walk that nothing disturbs would meet them. */
function inOrder(rows: Iterable<Row>, { field, direction, isBackward }: Walk): number[] {
  const sign = (direction === "DESC") === isBackward ? 1 : -1;
  return [...rows]
    .toSorted((a, b) => {
      const [[timeA, idA], [timeB, idB]] = [placeOf(a, field), placeOf(b, field)];
      return sign * (timeA - timeB || idA - idB);
    })
    .map(({ id }) => id);
}

describe("Pages of articles while rows come and go", () => {
  test.each<Walk>(
    (["PUBLISHED", "UPDATED"] as const).flatMap((field) =>
      (["DESC", "ASC"] as const).flatMap((direction) =>
        [false, true].map((isBackward) => ({ field, direction, isBackward })),
      ),
    ),
  )("$field $direction, backwards: $isBackward", async (walk) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(changes, { maxLength: 6 }),
        async (atFirst, size, between) => {
          await gateway.database.execute("delete from articles");
          const rows = new Map(atFirst.map((each) => [each.id, each]));
          await write(atFirst);
          const steady = new Set([...rows.values()].filter(isVisible).map(({ id }) => id));
          const seen: number[] = [];

          for (let cursor: string | null = null, hasMore = true, at = 0; hasMore; at++) {
            const found = await page(walk, size, cursor);
            seen.push(...found.ids);
            // All that are on it are visible now; a page is full unless it is the last.
            expect(found.ids.every((id) => isVisible(rows.get(id) as Row))).toBe(true);
            expect(found.ids.length === size || !found.hasMore).toBe(true);
            const changed = between[at] ?? [];
            for (const each of changed) {
              const before = rows.get(each.id);
              const hasMoved =
                before === undefined || placeOf(before, walk.field).join() !== placeOf(each, walk.field).join();
              if (hasMoved || !isVisible(each)) steady.delete(each.id);
              rows.set(each.id, each);
            }
            await write(changed);
            cursor = found.cursor;
            hasMore = found.hasMore === true;
          }

          const met = seen.filter((id) => steady.has(id));
          expect(met).toEqual(
            inOrder(
              [...rows.values()].filter(({ id }) => steady.has(id)),
              walk,
            ),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  test("the walk sees the whole list where nothing changes", async () => {
    await gateway.database.execute("delete from articles");
    const rows = Array.from({ length: 30 }, (_, at): Row => ({
      id: 30 - at,
      status: "PUBLISHED",
      published: at % 3,
      updated: at % 2 === 0 ? (at + 1) % 3 : null,
    }));
    await write(rows);

    for (const field of ["PUBLISHED", "UPDATED"] as const) {
      for (const isBackward of [false, true]) {
        const walk = { field, direction: "DESC", isBackward } as const;
        expect((await page(walk, 100, null)).ids).toEqual(inOrder(rows, walk));
      }
    }
  });
});
