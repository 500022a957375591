import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { encodeCursor } from "../../../src/content/paging/cursor.ts";
import { LATER, numbered, places, SEEN, startEditorsOrder } from "./editors-order.ts";

type Started = Awaited<ReturnType<typeof startEditorsOrder>>;
let gateway: Started["gateway"];
let lists: Started["lists"];
let started: Started;
beforeAll(async () => {
  started = await startEditorsOrder();
  ({ gateway, lists } = started);
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(() => started.toPresent());

describe.each(["related", "entries"] as const)("A cursor of an editor's order: %s", (list) => {
  const args = list === "related" ? "placements: [END]," : "";
  const after = async (cursor: string, count = 100) =>
    places((await lists[list](`${args} first: ${count}, after: ${JSON.stringify(cursor)}`)).edges);
  /** What is listed, as cursors are bound to it. */
  const forged = async (place: number, id: number) => {
    const [host] = (await gateway.database.execute("select id::int from articles where uri = 'urn:host'")) as {
      id: number;
    }[];
    const bound =
      list === "related"
        ? JSON.stringify(["related", host?.id, "OUTGOING", undefined, ["END"], undefined, undefined])
        : JSON.stringify(["entries", 1, "EDITORIAL"]);
    return encodeCursor(bound, [place, id]);
  };
  const idOf = async (name: string) => {
    const [row] = await gateway.database.execute(
      list === "related"
        ? `select r.id::int from related_stories as r join articles as a on a.id = r.target_id where a.uri = 'urn:${name}' and r.placement = 'END' and r.article_id = (select id from articles where uri = 'urn:host')`
        : `select id::int from articles where uri = 'urn:${name}'`,
    );
    return (row as { id: number }).id;
  };

  test("goes on behind its story wherever that stands by now", async () => {
    const [first] = (await lists[list](`${args} first: 1`)).edges;
    gateway.clock.now = LATER;

    expect(await after(first?.cursor ?? "", 2)).toEqual(["scheduled-b 4", "embargoed-b 5"]);
  });

  test("goes on from its place where its story is gone, and tells nobody which hidden ones there are", async () => {
    const expected = { 1: numbered(SEEN), 2: ["b 2", "c 3"], 3: ["c 3"], 4: [] };
    for (const [place, rest] of Object.entries(expected))
      for (const id of [await idOf("draft-a"), await idOf("draft-b"), await idOf("scheduled-c"), 999_999])
        expect(await after(await forged(Number(place), id))).toEqual(rest);
    expect(await after(await forged(0, 999_999))).toEqual(numbered(SEEN));
    expect(await after(await forged(2 ** 24 - 1, await idOf("b")))).toEqual(["c 3"]);
  });

  test("meets those that stay once, while one is withdrawn", async () => {
    const [, second] = (await lists[list](`${args} first: 2`)).edges;
    await gateway.database.execute("update articles set status = 'DRAFT' where uri = 'urn:b'");
    const rest = await after(second?.cursor ?? "");
    await gateway.database.execute("update articles set status = 'PUBLISHED' where uri = 'urn:b'");

    expect(rest).toEqual(["c 2"]);
  });
});
