import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../../support/draft.ts";
import { type DeskGateway, NOW, startDesk } from "./desk-gateway.ts";

const LATER = "2026-11-22T18:00:00.000Z";
let desk: DeskGateway;
beforeAll(async () => void (desk = await startDesk()));
afterAll(() => desk[Symbol.asyncDispose]());

describe("ArticleFilter.status", () => {
  test("tells drafts, scheduled, published and withdrawn stories apart; readers get published ones only", async () => {
    const { publishedAt: _, ...undated } = draftOf("urn:undated");
    await desk.save(
      draftOf("urn:draft", { status: "DRAFT" }),
      undated,
      draftOf("urn:scheduled", { publishedAt: new Date(LATER) }),
      draftOf("urn:embargoed", { embargoedUntil: new Date(LATER) }),
      draftOf("urn:published"),
      draftOf("urn:withdrawn"),
    );
    await desk.save(draftOf("urn:withdrawn", { status: "WITHDRAWN", version: 2 }));
    const urisOf = async (status: string, ask = desk.desk) => {
      const { articles } = await ask<{ articles: { nodes: { uri: string }[]; totalCount: { value: number } } }>(
        `{ articles(filter: { status: [${status}] }) { nodes { uri } totalCount { value } } }`,
      );
      expect(articles.totalCount.value).toBe(articles.nodes.length);
      return articles.nodes.map(({ uri }) => uri).toSorted();
    };

    expect(await urisOf("DRAFT")).toEqual(["urn:draft", "urn:undated"]);
    expect(await urisOf("SCHEDULED")).toEqual(["urn:embargoed", "urn:scheduled"]);
    expect(await urisOf("PUBLISHED")).toEqual(["urn:published"]);
    expect(await urisOf("WITHDRAWN")).toEqual(["urn:withdrawn"]);
    expect(await urisOf("DRAFT, WITHDRAWN")).toEqual(["urn:draft", "urn:undated", "urn:withdrawn"]);
    desk.clock.now = new Date(LATER);
    expect(await urisOf("SCHEDULED")).toEqual([]);
    expect(await urisOf("PUBLISHED")).toEqual(["urn:embargoed", "urn:published", "urn:scheduled"]);
    desk.clock.now = NOW;
    expect(await urisOf("PUBLISHED", desk.reader)).toEqual(["urn:published"]);
    expect(await urisOf("DRAFT, SCHEDULED, WITHDRAWN", desk.reader)).toEqual([]);
  });
});
