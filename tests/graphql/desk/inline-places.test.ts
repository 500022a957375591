import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { holderOf } from "../../support/holder.ts";
import { A, B, C, place, startInlineHost, words } from "./inline-host.ts";

type Started = Awaited<ReturnType<typeof startInlineHost>>;
let started: Started;
let desk: Started["desk"];
let host: Started["host"];
let of: Started["of"];
let body: Started["body"];
let update: Started["update"];
let edges: Started["edges"];
beforeAll(async () => {
  started = await startInlineHost();
  ({ desk, host, of, body, update, edges } = started);
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() => started.begin());

describe("A body that the desk saves", () => {
  test("as it read it but for a letter keeps every inline story, those too that readers do not see", async () => {
    const before = await edges();
    expect(before).toEqual([A, B, C]);

    expect(await update((await body()).replace("Two.", "Two!"))).toMatchObject({ problems: [] });

    expect(await edges()).toEqual(before);
    expect(await body()).toBe(
      [
        "<p>One.</p>",
        '<aside class="related" data-association="x"><p>See: <a href="https://news.example/articles/a">Ferry</a></p></aside>',
        "<p>Two!</p>",
        '<aside class="related" data-association="inline-2"><p>Read also: <a href="https://news.example/articles/b">Tide</a></p></aside>',
        "<p>Three.</p>",
      ].join("\n"),
    );
  });

  test("as readers see it is refused for the story that they do not see", async () => {
    const { article } = await desk.reader<{ article: { body: { html: string } } }>(
      `query ($uri: String!) { article(uri: $uri) { body { html } } }`,
      { uri: host() },
    );

    expect(await update(article.body.html)).toMatchObject({
      problems: [{ code: "NO_PLACE", message: expect.stringContaining("« Tide » (urn:b, inline-2)") as string }],
    });
  });

  test("by who has not the desk's view is refused without a word of the story that they do not see", async () => {
    const { data, errors } = await desk.query<{ payload: { problems: object[] } }>(
      `mutation { payload: updateArticle(id: "${of(host())}", patch: { bodyHtml: "<p>One.</p>" }) { problems { code message path } } }`,
      undefined,
      { viewer: holderOf("content:read", "content:write"), view: "PUBLIC" },
    );

    expect(errors).toBeUndefined();
    expect(data.payload.problems).toEqual([
      {
        code: "NO_PLACE",
        message:
          "The body has no place for « Ferry » (urn:a, x), 1 that you do not see: keep the <aside data-association> where each stands, or say in storiesWithoutPlace what becomes of them.",
        path: ["patch", "bodyHtml"],
      },
    ]);
  });

  test("without their places is refused, names them, and nothing is kept", async () => {
    const before = await desk.rowCounts();

    expect(await update("<p>One.</p>")).toEqual({
      id: null,
      problems: [
        {
          code: "NO_PLACE",
          message:
            "The body has no place for « Ferry » (urn:a, x), « Tide » (urn:b, inline-2): keep the <aside data-association> where each stands, or say in storiesWithoutPlace what becomes of them.",
          path: ["patch", "bodyHtml"],
        },
      ],
      purgedTags: [],
      article: null,
    });
    expect(await update(null)).toMatchObject({ problems: [{ code: "NO_PLACE" }] });
    expect(
      await desk.write(
        `correctArticle(id: "${of(host())}", kind: UPDATE, note: "A word.", patch: { bodyHtml: "<p>One.</p>" })`,
      ),
    ).toMatchObject({ problems: [{ code: "NO_PLACE", path: ["patch", "bodyHtml"] }] });
    expect(await desk.rowCounts()).toEqual(before);
  });

  test("moves them to the end when asked: behind those there, of the same kind, label and origin", async () => {
    const html = '<p>One.</p><aside data-association="inline-2"></aside>';

    expect(await update(html, ", storiesWithoutPlace: MOVE_TO_END")).toMatchObject({ problems: [] });

    expect(await edges()).toEqual([
      "INLINE 1 urn:b READ_ALSO IMPORT - inline-2",
      C,
      "END 2 urn:a BACKGROUND IMPORT See -",
    ]);
  });

  test("moves none to the end that is there already", async () => {
    await desk.write(
      `setRelated(articleId: "${of(host())}", placement: END, items: [{ articleId: "${of("urn:a")}" }])`,
    );

    await update("<p>One.</p>", ", storiesWithoutPlace: MOVE_TO_END");

    expect(await edges()).toEqual([
      "END 1 urn:a READ_ALSO EDITOR - -",
      "END 2 urn:c READ_ALSO IMPORT - -",
      "END 3 urn:b READ_ALSO IMPORT - -",
    ]);
  });

  test("removes them when asked", async () => {
    const html = '<p>One.</p><aside data-association="x"></aside>';

    expect(await update(html, ", storiesWithoutPlace: REMOVE")).toMatchObject({ problems: [] });

    expect(await edges()).toEqual([A, C]);
  });

  test("corrects a story the same way", async () => {
    await desk.write(
      `correctArticle(id: "${of(host())}", kind: UPDATE, note: "A word.", storiesWithoutPlace: REMOVE, patch: { bodyHtml: "<p>One.</p>" })`,
    );

    expect(await edges()).toEqual([C]);
  });

  test("by an editor that keeps the box and loses its name is read by its link: the edge is the same one", async () => {
    const html = (await body()).replaceAll(/ data-association="[^"]*"/g, "");
    expect(html).not.toContain("data-association");

    expect(await update(html)).toMatchObject({ problems: [] });

    expect(await edges()).toEqual([
      "INLINE 1 urn:a BACKGROUND IMPORT See inline-1",
      "INLINE 2 urn:b READ_ALSO IMPORT - inline-2",
      C,
    ]);
  });

  test("in another order has the stories in that order", async () => {
    const html =
      '<aside data-association="inline-2"></aside><p>One.</p><div><aside class="related" data-association="x"/></div>';

    expect(await update(html)).toMatchObject({ problems: [] });

    expect(await edges()).toEqual([
      "INLINE 1 urn:b READ_ALSO IMPORT - inline-2",
      "INLINE 2 urn:a BACKGROUND IMPORT See x",
      C,
    ]);
  });

  test("with one place for two stories is refused for the second, which readers do not meet there either", async () => {
    await desk.save(
      draftOf(host(), {
        version: 2,
        body: [words("One."), place("x")],
        related: [
          edgeTo("urn:a", { placement: "INLINE", anchor: "x" }),
          edgeTo("urn:d", { placement: "INLINE", anchor: "x" }),
          edgeTo("urn:c", { placement: "INLINE", anchor: "y" }),
        ],
      }),
    );
    const html = await body();
    expect(html).toContain("Ferry");
    expect(html).not.toContain("Pier");

    expect(await update(html.replace("One.", "One!"))).toMatchObject({
      problems: [
        { code: "NO_PLACE", message: expect.stringContaining("« Pier » (urn:d, x), « Quay » (urn:c, y)") as string },
      ],
    });
    expect(await update(html, ", storiesWithoutPlace: MOVE_TO_END")).toMatchObject({ problems: [] });
    expect(await edges()).toEqual([
      "INLINE 1 urn:a READ_ALSO IMPORT - x",
      "END 1 urn:d READ_ALSO IMPORT - -",
      "END 2 urn:c READ_ALSO IMPORT - -",
    ]);
  });

  test("of a story without inline stories takes any body", async () => {
    expect(await desk.write(`updateArticle(id: "${of("urn:c")}", patch: { bodyHtml: "<p>Other.</p>" })`)).toMatchObject(
      { problems: [] },
    );
  });
});
