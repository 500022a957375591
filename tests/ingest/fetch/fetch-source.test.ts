import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchSource } from "../../../src/ingest/fetch/fetch-source.ts";
import { isPublicAddress } from "../../../src/ingest/fetch/public-address.ts";
import { ingest } from "../../../src/ingest/ingest.ts";
import { useArticleStore } from "../../support/article-store.ts";

const { database } = useArticleStore();
const FEED = `<rss version="2.0"><channel><language>en</language><item><title>One</title><guid>urn:one</guid></item></channel></rss>`;
const asked: { path: string; etag: string | undefined; since: string | undefined }[] = [];

const ANSWERS: Record<string, RequestListener> = {
  "/feed": (request, response) => {
    if (request.headers["if-none-match"] === '"v1"') return response.writeHead(304).end();
    return response.writeHead(200, { etag: '"v1"', "last-modified": "Sat, 21 Nov 2026 08:00:00 GMT" }).end(FEED);
  },
  "/moved": (_, response) => response.writeHead(302, { location: "/feed" }).end(),
  "/loop": (_, response) => response.writeHead(302, { location: "/loop" }).end(),
  "/elsewhere": (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/error": (_, response) => response.writeHead(500).end("secret"),
  "/endless": (_, response) => {
    const chunk = Buffer.alloc(8 * 1024 * 1024, 32);
    const send = (left: number) =>
      left === 0 ? response.end() : response.write(chunk, (error) => (error ? response.destroy() : send(left - 1)));
    send(10);
  },
};

const server = createServer((request, response) => {
  asked.push({
    path: request.url ?? "",
    etag: request.headers["if-none-match"],
    since: request.headers["if-modified-since"],
  });
  ANSWERS[request.url ?? ""]?.(request, response);
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const read = async (url: string, isPrivateAllowed = true) => {
  const fetched = await fetchSource(url, { known: undefined, isPrivateAllowed });
  if (fetched.kind === "NOT_MODIFIED") return fetched.kind;
  let length = 0;
  for await (const chunk of fetched.body) length += chunk.length;
  return length;
};

describe("fetchSource", () => {
  test.each([["/feed"], ["/moved"]])("%s is read to its end", async (path) => {
    expect(await read(origin + path)).toBe(FEED.length);
  });

  test.each([
    ["/loop", "it was redirected more than 5 times"],
    ["/elsewhere", "it leads to no http(s) address"],
    ["/error", "the server answered 500"],
    ["/endless", "it is longer than 64 MiB"],
  ])("%s cannot be read", async (path, reason) => {
    await expect(read(origin + path)).rejects.toThrow(`${origin}${path} cannot be read: ${reason}.`);
  });

  test.each([
    ["http://127.0.0.1:4999/"],
    ["http://localhost:4999/"],
    ["http://[::1]:4999/"],
    ["http://[::ffff:10.0.0.1]/"],
    ["http://0x7f.1/"],
    ["http://169.254.169.254/latest/meta-data"],
  ])("%s is private, and not asked unless allowed", async (url) => {
    await expect(read(url, false)).rejects.toThrow("it leads to a private address");
  });

  test.each([
    ["8.8.8.8", true],
    ["2606:4700::1111", true],
    ["10.1.2.3", false],
    ["172.16.0.1", false],
    ["192.168.1.1", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["224.0.0.1", false],
    ["fc00::1", false],
    ["fe80::1", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:8.8.8.8", true],
  ])("%s is public: %s", (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});

describe("ingest of a URL", () => {
  const run = () =>
    ingest({
      database: database(),
      sources: [`${origin}/feed`],
      timeZone: "UTC",
      now: new Date("2026-11-22T10:00:00Z"),
      isPrivateAllowed: true,
    });

  test("asks the second time whether it changed, and says that it did not", async () => {
    asked.length = 0;
    const first = await run();
    const second = await run();

    expect(first).toMatchObject({ items: 1, created: 1, unreadable: 0 });
    expect(second).toMatchObject({ items: 0, created: 0, unreadable: 0 });
    expect(second.notes).toEqual([
      { source: `${origin}/feed`, item: null, note: "It has not changed since it was read." },
    ]);
    expect(asked).toEqual([
      { path: "/feed", etag: undefined, since: undefined },
      { path: "/feed", etag: '"v1"', since: "Sat, 21 Nov 2026 08:00:00 GMT" },
    ]);
  });

  test("that may not be asked is unreadable, the others are read", async () => {
    const report = await ingest({
      database: database(),
      sources: [`${origin}/feed`],
      timeZone: "UTC",
      now: new Date("2026-11-22T10:00:00Z"),
    });

    expect(report).toMatchObject({ items: 0, unreadable: 1 });
    expect(report.problems[0]?.reason).toContain("it leads to a private address");
  });
});
