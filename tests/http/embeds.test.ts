import { DOMParser } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBody } from "../../src/content/body/parse-body.ts";
import { draftOf } from "../support/draft.ts";
import { startNewsroomServer } from "./newsroom-server.ts";

const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";
const FRAMED = [
  "https://www.youtube.com/embed/abc",
  "https://player.vimeo.com/video/1?a=1&b=2",
  "https://datawrapper.dwcdn.net/abc/1/",
];
const LINKED = [
  "http://www.youtube.com/embed/abc",
  "https://video.example/embed/abc",
  "https://youtube.com.evil.example/embed/abc",
  "https://evilyoutube.com/embed/abc",
  "https://evil.example/youtube.com",
  "https://youtube.com@evil.example/",
  "https://evil@youtube.com/",
  "https://youtube.com:8443/embed/abc",
  "https://[::1]/youtube.com",
];

let server: Awaited<ReturnType<typeof startNewsroomServer>>;
beforeAll(async () => {
  server = await startNewsroomServer();
  const html = [...FRAMED, ...LINKED].map(
    (url) => `<iframe src="${url.replaceAll("&", "&amp;")}" sandbox=""></iframe>`,
  );
  const { blocks } = parseBody(html.join(""));
  await server.newsroom.save(draftOf("one", { slug: "one", body: blocks }));
});
afterAll(() => server[Symbol.asyncDispose]());

const bodyOf = async () =>
  (await server.newsroom.query<{ article: { body: { html: string } } }>(`{ article(uri: "one") { body { html } } }`))
    .data.article.body.html;

/** What embeds became: frames with their sandboxes, and links. */
function embedsIn(html: string) {
  const { body } = new DOMParser().parseFromString(`<!doctype html><html><body>${html}</body></html>`, "text/html");
  return {
    frames: [...body.querySelectorAll("iframe")].map((frame) => [
      frame.getAttribute("src"),
      frame.getAttribute("sandbox"),
    ]),
    links: [...body.querySelectorAll("figure.embed-link > a")].map((link) => link.getAttribute("href")),
  };
}
const EXPECTED = { frames: FRAMED.map((url) => [url, SANDBOX]), links: LINKED };

describe("Embeds of known providers are sandboxed frames, all others links", () => {
  test("in GraphQL", async () => {
    expect(embedsIn(await bodyOf())).toEqual(EXPECTED);
  });

  test("on an article's page", async () => {
    expect(embedsIn(await (await server.get("/articles/one.html")).text())).toEqual(EXPECTED);
  });

  test("and are the same embeds to who reads the HTML again", async () => {
    const { blocks, notes } = parseBody(await bodyOf());

    expect(blocks.map((block) => block.type === "EMBED" && block.sourceUrl)).toEqual([...FRAMED, ...LINKED]);
    expect(notes).toEqual([]);
  });
});

test("an article's page may hold frames of these providers, and is held in none", async () => {
  const policy = (await server.get("/articles/one.html")).headers.get("content-security-policy") ?? "";
  const directives = new Map(policy.split("; ").map((directive) => [directive.split(" ", 1)[0], directive]));

  expect(directives.get("frame-src")).toMatch(/^frame-src https:\/\/youtube\.com https:\/\/\*\.youtube\.com /);
  expect(
    directives
      .get("frame-src")
      ?.split(" ")
      .slice(1)
      .every((source) => /^https:\/\/(?:\*\.)?[a-z-]+\.[a-z]+$/.test(source)),
  ).toBe(true);
  expect(directives.get("frame-ancestors")).toBe("frame-ancestors 'none'");
});
