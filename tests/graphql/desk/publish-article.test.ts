import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type DeskGateway, NOW, startDesk } from "./desk-gateway.ts";

let desk: DeskGateway;
beforeAll(async () => void (desk = await startDesk()));
beforeEach(() => void (desk.clock.now = NOW));
afterAll(() => desk[Symbol.asyncDispose]());

const LATER = "2026-11-22T18:00:00.000Z";
let made = 0;
async function draft(): Promise<{ id: string; uri: string }> {
  const uri = `urn:draft-${++made}`;
  const { id } = await desk.write(`createArticle(input: { uri: "${uri}", headline: "Draft ${made}", language: "en" })`);
  return { id: id ?? "", uri };
}

const publish = (id: string, args = "") => desk.write(`publishArticle(id: "${id}"${args})`);
const TIMES = "status version published { iso } updated { iso } embargoedUntil";
const seen = (uri: string) => desk.reader(`{ article(uri: "${uri}") { ${TIMES} } articles { totalCount { value } } }`);
const statusOf = async (uri: string) =>
  (await desk.desk<{ article: { status: string } }>(`{ article(uri: "${uri}") { status } }`)).article.status;
const at = (iso: string, ms = 0) => (desk.clock.now = new Date(Date.parse(iso) + ms));

describe("Mutation.publishArticle", () => {
  test("without a time, at once", async () => {
    const { id, uri } = await draft();

    expect(await publish(id)).toEqual({
      id,
      problems: [],
      purgedTags: [id],
      article: { version: 2, status: "PUBLISHED" },
    });
    expect(await seen(uri)).toEqual({
      article: {
        status: "PUBLISHED",
        version: 2,
        published: { iso: NOW.toISOString() },
        updated: null,
        embargoedUntil: null,
      },
      articles: { totalCount: { value: 1 } },
    });
  });

  test("with a time in the past, at once and dated back", async () => {
    const { id, uri } = await draft();

    await publish(id, `, at: "2024-01-01T00:00:00+01:00"`);

    expect(await seen(uri)).toMatchObject({ article: { published: { iso: "2023-12-31T23:00:00.000Z" } } });
  });

  test("scheduled, it is there from that very millisecond on, and nothing has run", async () => {
    const { id, uri } = await draft();
    expect(await publish(id, `, at: "${LATER}"`)).toMatchObject({ article: { version: 2, status: "SCHEDULED" } });
    const rows = await desk.rowCounts();

    at(LATER, -1);
    expect(await seen(uri)).toMatchObject({ article: null });
    expect(await statusOf(uri)).toBe("SCHEDULED");

    at(LATER);
    expect(await seen(uri)).toMatchObject({ article: { status: "PUBLISHED", published: { iso: LATER } } });
    expect(await statusOf(uri)).toBe("PUBLISHED");
    expect(await desk.rowCounts()).toEqual(rows);
  });

  test("what readers saw and is to be back later is back at once without a time, dated as it was", async () => {
    const { id, uri } = await draft();
    await publish(id);
    await desk.write(`unpublishArticle(id: "${id}")`);
    await publish(id, `, at: "${LATER}"`);
    expect(await seen(uri)).toMatchObject({ article: null });

    expect(await publish(id)).toMatchObject({ problems: [], article: { status: "PUBLISHED" } });

    expect(await seen(uri)).toMatchObject({ article: { published: { iso: NOW.toISOString() } } });
  });

  test("under embargo, it is there when that ends, dated as it was published", async () => {
    const { id, uri } = await draft();
    expect(await publish(id, `, embargoUntil: "${LATER}"`)).toMatchObject({ article: { status: "SCHEDULED" } });

    at(LATER, -1);
    expect(await seen(uri)).toMatchObject({ article: null });
    at(LATER);
    expect(await seen(uri)).toMatchObject({
      article: { status: "PUBLISHED", published: { iso: NOW.toISOString() }, embargoedUntil: LATER },
    });
  });

  test("what is scheduled gets another time; an embargo stays unless it is lifted", async () => {
    const { id, uri } = await draft();
    await publish(id, `, at: "${LATER}", embargoUntil: "2026-11-23T00:00:00Z"`);

    expect(await publish(id, `, at: "2026-11-22T12:00:00Z"`)).toMatchObject({
      article: { status: "SCHEDULED", version: 3 },
    });
    at("2026-11-22T12:00:00Z");
    expect(await seen(uri)).toMatchObject({ article: null });

    at(NOW.toISOString());
    expect(await publish(id, `, embargoUntil: null`)).toMatchObject({ article: { status: "PUBLISHED", version: 4 } });
    expect(await seen(uri)).toMatchObject({ article: { embargoedUntil: null } });
  });

  test("what is published is ALREADY_PUBLISHED, and keeps its time", async () => {
    const { id, uri } = await draft();
    await publish(id);

    expect(await publish(id, `, at: "${LATER}"`)).toEqual({
      id: null,
      problems: [{ code: "ALREADY_PUBLISHED", message: "The article is published already.", path: ["id"] }],
      purgedTags: [],
      article: null,
    });
    expect(await seen(uri)).toMatchObject({ article: { version: 2 } });
  });

  test("a version that is not the article's is VERSION_CONFLICT", async () => {
    const { id } = await draft();

    expect(await publish(id, ", ifVersion: 2")).toMatchObject({
      problems: [{ code: "VERSION_CONFLICT", message: "The article is at version 1, not 2.", path: ["ifVersion"] }],
    });
    expect(await publish("Article:999")).toMatchObject({ problems: [{ code: "NOT_FOUND", path: ["id"] }] });
  });
});

describe("Mutation.unpublishArticle", () => {
  test("makes a draft of what is published, and of what is scheduled", async () => {
    const [shown, waiting] = [await draft(), await draft()];
    await publish(shown.id);
    await publish(waiting.id, `, at: "${LATER}"`);

    for (const { id, uri } of [shown, waiting]) {
      expect(await desk.write(`unpublishArticle(id: "${id}", ifVersion: 2)`)).toMatchObject({
        problems: [],
        article: { version: 3, status: "DRAFT" },
      });
      at(LATER);
      expect(await seen(uri)).toMatchObject({ article: null });
      at(NOW.toISOString());
    }
  });

  test("a draft is NOT_PUBLISHED", async () => {
    const { id } = await draft();

    expect(await desk.write(`unpublishArticle(id: "${id}")`)).toMatchObject({
      problems: [{ code: "NOT_PUBLISHED", message: "The article is not published.", path: ["id"] }],
    });
  });
});
