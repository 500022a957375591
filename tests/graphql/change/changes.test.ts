import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writing } from "../../../src/content/article/write-articles.commands.ts";
import { recordChanges } from "../../../src/content/change/record-changes.ts";
import { draftOf, edgeTo, partialOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { ask, brief, EDITOR, follow, poll } from "./follow.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const AT = NOW.toISOString();
const WORLD = { slug: "world", name: "World" };

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
/** From where the test's own changes follow. */
let since: string;
let deskSince: string;
beforeAll(async () => void (gateway = await startTestGateway({ now: NOW })));
beforeEach(async () => {
  since = (await poll(gateway, { since: "now" })).nextToken;
  deskSince = (await poll(gateway, { since: "now" }, EDITOR)).nextToken;
});
afterAll(() => gateway[Symbol.asyncDispose]());

const told = async () => (await follow(gateway, { since })).changes;
const toldDesk = async () => (await follow(gateway, { since: deskSince }, EDITOR)).changes;
function withoutToken({ token, ...change }: { token: string }) {
  expect(token).toMatch(/^[\w-]{40,}$/);
  return change;
}

describe("Query.changes", () => {
  test("tells a new story whole, in one statement", async () => {
    const [saved] = await gateway.save(
      draftOf("urn:new", {
        section: [WORLD, { slug: "asia", name: "Asia" }],
        tags: [
          { kind: "TOPIC", name: "Tides", relevance: 1 },
          { kind: "PLACE", name: "Busan", relevance: 1 },
        ],
        contributors: [{ name: "Ada Brook", role: "AUTHOR" }],
      }),
    );
    const { data, statementCount } = await ask(gateway, { since });

    expect(data.changes.changes.map(withoutToken)).toEqual([
      {
        at: AT,
        kind: "PUBLISHED",
        entityId: `Article:${saved?.id}`,
        version: 1,
        changedFields: [],
        cacheTags: [`Article:${saved?.id}`, "Section:1", "Section:2", "Tag:1", "Tag:2", "Contributor:1"],
        article: { uri: "urn:new", headline: "urn:new" },
        tombstone: null,
      },
    ]);
    expect(data.changes.hasMore).toBe(false);
    expect(statementCount).toBe(1);
  });

  test("tells nothing when nothing has happened, and still has a token", async () => {
    const first = await poll(gateway, { since });
    const second = await poll(gateway, { since: first.nextToken });

    expect(first).toEqual({ changes: [], nextToken: expect.stringMatching(/^[\w-]{40,}$/), hasMore: false });
    expect(second).toEqual({ changes: [], nextToken: expect.stringMatching(/^[\w-]{40,}$/), hasMore: false });
  });

  test("tells what was changed, and what caches hold it under now and before", async () => {
    const [saved] = await gateway.save(draftOf("urn:moved", { section: [WORLD], tags: [] }));
    await follow(gateway, { since }).then(({ token }) => (since = token));
    await gateway.save(
      draftOf("urn:moved", {
        headline: "Moved",
        section: [{ slug: "sport", name: "Sport" }],
        updatedAt: new Date("2026-11-21T00:00:00Z"),
      }),
    );
    const [change] = await told();
    const { data } = await gateway.query<{ section: { id: string } }>(`{ section(path: "sport") { id } }`);

    expect(change).toMatchObject({
      kind: "UPDATED",
      version: 2,
      changedFields: ["headline", "section"],
      cacheTags: [`Article:${saved?.id}`, data.section.id, "Section:1"],
      article: { uri: "urn:moved", headline: "Moved" },
    });
  });

  test("calls a change of nothing but edges RELATIONS_CHANGED, and tells the stubs at their other ends", async () => {
    await gateway.save(draftOf("urn:pointing"));
    since = (await follow(gateway, { since })).token;
    const published = new Date("2026-11-19T00:00:00Z");
    await gateway.save(
      draftOf("urn:pointing", { related: [edgeTo("urn:stub", { publishedAt: published }), edgeTo("urn:undated")] }),
    );

    expect(brief(await told())).toEqual(["RELATIONS_CHANGED urn:pointing", "PUBLISHED urn:stub"]);

    since = (await follow(gateway, { since })).token;
    await gateway.save(partialOf("urn:undated"));
    expect(brief(await told())).toEqual(["PUBLISHED urn:undated", "RELATIONS_CHANGED urn:pointing"]);
  });

  test("tells nothing of what is unchanged", async () => {
    await gateway.save(draftOf("urn:same"));
    since = (await follow(gateway, { since })).token;
    await gateway.save(draftOf("urn:same"));

    expect(await told()).toEqual([]);
  });

  test("tells readers that a story was unpublished, and not what it is edited into", async () => {
    const [saved] = await gateway.save(draftOf("urn:unpublished", { section: [WORLD] }));
    const id = `Article:${saved?.id}`;
    since = (await follow(gateway, { since })).token;
    await gateway.save(
      draftOf("urn:unpublished", {
        status: "DRAFT",
        headline: "Secret",
        section: [{ slug: "secret", name: "Secret" }],
      }),
    );
    const [change, ...rest] = await told();

    expect(rest).toEqual([]);
    expect(change && withoutToken(change)).toEqual({
      at: AT,
      kind: "WITHDRAWN",
      entityId: id,
      version: 2,
      changedFields: [],
      cacheTags: [id, "Section:1"],
      article: null,
      tombstone: { uri: "urn:unpublished", at: AT, notice: null },
    });

    since = (await follow(gateway, { since })).token;
    await gateway.save(draftOf("urn:unpublished", { status: "DRAFT", headline: "Another", language: "fr" }));
    expect(await told()).toEqual([]);
    await gateway.save(draftOf("urn:unpublished", { headline: "Back", section: [WORLD] }));
    expect(await told()).toMatchObject([
      { kind: "PUBLISHED", cacheTags: [id, "Section:1"], article: { headline: "Back" }, tombstone: null },
    ]);
  });

  test("tells what was written at once in the order of ids, whatever order it was written in", async () => {
    const saved = await gateway.save(...["urn:b", "urn:a", "urn:c"].map((uri) => draftOf(uri)));
    const ids = saved.map(({ id }) => Number(id));
    for (const order of [ids, ids.toReversed()]) {
      since = (await poll(gateway, { since: "now" })).nextToken;
      await writing(gateway.database.em(), (em) =>
        recordChanges(
          em,
          order.map((articleId) => ({ articleId, kind: "UPDATED", changedFields: ["urgency"] })),
          NOW,
        ),
      );

      expect(brief(await told())).toEqual(["UPDATED urn:b", "UPDATED urn:a", "UPDATED urn:c"]);
    }
  });

  test("tells a kill with its notice, and that the edges to the story are gone", async () => {
    await gateway.save(
      draftOf("urn:killed", { section: [WORLD] }),
      draftOf("urn:host", { related: [edgeTo("urn:killed")] }),
    );
    since = (await follow(gateway, { since })).token;
    await gateway.save(draftOf("urn:killed", { status: "WITHDRAWN", section: [WORLD] }));
    const changes = await told();

    expect(brief(changes)).toEqual(["WITHDRAWN urn:killed", "RELATIONS_CHANGED urn:host"]);
    expect(changes[0]).toMatchObject({
      article: null,
      tombstone: { uri: "urn:killed", at: AT, notice: { kind: "KILL", at: AT, publicText: null, replacement: null } },
    });
  });

  test("tells a deletion, though nothing of the story is left", async () => {
    const [saved] = await gateway.save(draftOf("urn:deleted"));
    since = (await follow(gateway, { since })).token;
    const articleId = Number(saved?.id);
    await writing(gateway.database.em(), async (em) => {
      await recordChanges(em, [{ articleId, kind: "DELETED", changedFields: [] }], NOW);
      await em.execute(`delete from articles where id = ${articleId}`);
    });

    expect((await told()).map(withoutToken)).toEqual([
      {
        at: AT,
        kind: "DELETED",
        entityId: `Article:${articleId}`,
        version: 1,
        changedFields: [],
        cacheTags: [`Article:${articleId}`],
        article: null,
        tombstone: { uri: "urn:deleted", at: AT, notice: null },
      },
    ]);
  });

  test("tells the desk of drafts, readers not until they are published", async () => {
    await gateway.save(draftOf("urn:draft", { status: "DRAFT" }));
    await gateway.save(draftOf("urn:draft", { status: "DRAFT", headline: "Second thoughts" }));

    expect(await told()).toEqual([]);
    expect(await toldDesk()).toMatchObject([
      { kind: "UPDATED", version: 1, changedFields: [], article: { headline: "Second thoughts" } },
      { kind: "UPDATED", version: 2, changedFields: ["slug", "headline"], article: { headline: "Second thoughts" } },
    ]);

    await gateway.save(draftOf("urn:draft", { headline: "Second thoughts" }));
    expect(brief(await told())).toEqual(["PUBLISHED urn:draft"]);
    expect((await toldDesk()).map(({ kind }) => kind)).toEqual(["UPDATED", "UPDATED", "PUBLISHED"]);
  });

  test("without a token tells all there is, in the order of the changes", async () => {
    await using fresh = await startTestGateway({ now: NOW });
    await fresh.save(draftOf("urn:one"), draftOf("urn:two", { status: "DRAFT" }));
    await fresh.save(draftOf("urn:three"));
    await fresh.save(draftOf("urn:one", { headline: "One" }));

    expect(brief((await follow(fresh)).changes)).toEqual([
      "PUBLISHED urn:one",
      "PUBLISHED urn:three",
      "UPDATED urn:one",
    ]);
    expect(brief((await follow(fresh, {}, EDITOR)).changes)).toEqual([
      "PUBLISHED urn:one",
      "UPDATED urn:two",
      "PUBLISHED urn:three",
      "UPDATED urn:one",
    ]);
  });
});
