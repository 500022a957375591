import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../support/draft.ts";
import { startNewsroomServer } from "./newsroom-server.ts";

let server: Awaited<ReturnType<typeof startNewsroomServer>>;
beforeAll(async () => {
  server = await startNewsroomServer();
  await server.newsroom.save(
    draftOf("urn:news:one", { slug: "one" }),
    draftOf("urn:news:two", { slug: "two" }),
    draftOf("urn:news:old", { slug: "old" }),
  );
});
afterAll(() => server[Symbol.asyncDispose]());

describe("A document the client has", () => {
  test.each(["/feeds/latest.rss", "/sitemap-news.xml", "/articles/one.html"])(
    "%s answers 304 to its tag",
    async (path) => {
      const first = await server.get(path);
      const etag = first.headers.get("etag") ?? "";
      const again = await server.get(path, { headers: { "if-none-match": `"other", W/${etag}` } });

      expect(etag).toMatch(/^"[\w-]{27}"$/);
      expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, etag, ""]);
      expect((await server.get(path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
    },
  );

  test("answers 304 to its date until anything changes, a withdrawal too", async () => {
    await server.newsroom.database.execute(
      "update changes set written_at = '2026-11-22T09:00:00Z', visible_from = '-infinity'",
    );
    const modified = (await server.get("/feeds/latest.rss")).headers.get("last-modified") ?? "";
    const since = { headers: { "if-modified-since": modified } };

    expect(modified).toBe("Sun, 22 Nov 2026 09:00:00 GMT");
    expect((await server.get("/feeds/latest.rss", since)).status).toBe(304);
    await server.newsroom.save(draftOf("urn:news:old", { slug: "old", status: "DRAFT" }));
    server.newsroom.clock.now = new Date("2026-11-22T10:00:02Z");
    const after = await server.get("/feeds/latest.rss", since);
    expect([after.status, after.headers.get("last-modified")]).toEqual([200, "Sun, 22 Nov 2026 10:00:00 GMT"]);
    expect(await after.text()).not.toContain("urn:news:old");
  });

  test("keeps its date when a moment comes that was cancelled or put off before", async () => {
    const { newsroom } = server;
    const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 10, minutes));
    const modified = async () => (await server.get("/feeds/latest.rss")).headers.get("last-modified");
    newsroom.clock.now = minute(1);
    await newsroom.save(
      draftOf("urn:news:cancelled", { publishedAt: minute(3) }),
      draftOf("urn:news:put-off", { publishedAt: minute(3) }),
      draftOf("urn:news:scheduled", { publishedAt: minute(4) }),
    );
    newsroom.clock.now = minute(2);
    await newsroom.save(
      draftOf("urn:news:cancelled", { publishedAt: minute(3), status: "DRAFT" }),
      draftOf("urn:news:put-off", { publishedAt: minute(60) }),
    );

    newsroom.clock.now = minute(3);
    expect(await modified()).toBe("Sun, 22 Nov 2026 10:00:00 GMT");
    newsroom.clock.now = minute(5);
    expect(await modified()).toBe("Sun, 22 Nov 2026 10:04:00 GMT");
  });

  test("has no date while its second is not over", async () => {
    const modified = async (milliseconds: number) => {
      server.newsroom.clock.now = new Date(Date.UTC(2026, 10, 22, 12) + milliseconds);
      return (await server.get("/feeds/latest.rss")).headers.get("last-modified");
    };
    server.newsroom.clock.now = new Date("2026-11-22T12:00:00Z");
    await server.newsroom.save(draftOf("urn:news:2", { slug: "two", headline: "Two!" }));

    expect([await modified(0), await modified(1_000)]).toEqual([null, null]);
    expect(await modified(1_001)).toBe("Sun, 22 Nov 2026 12:00:00 GMT");
  });
});

describe("A withdrawn story", () => {
  test("is gone, in every format", async () => {
    await server.newsroom.save(draftOf("urn:killed", { slug: "killed", headline: "Killed" }));
    await server.newsroom.save(draftOf("urn:killed", { slug: "killed", headline: "Killed", status: "WITHDRAWN" }));

    for (const file of ["killed", "killed.html", "killed.md", "killed.txt", "killed.ninjs.json", "killed.jsonld"]) {
      const response = await server.get(`/articles/${file}`);
      expect([response.status, await response.json()]).toEqual([
        410,
        { errors: [{ message: "This story was withdrawn.", extensions: { code: "GONE" } }] },
      ]);
    }
  });
});
