import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { draftOf } from "../../support/draft.ts";
import { C, startInlineHost } from "./inline-host.ts";

type Started = Awaited<ReturnType<typeof startInlineHost>>;
let started: Started;
let desk: Started["desk"];
let of: Started["of"];
let update: Started["update"];
let setInline: Started["setInline"];
let edges: Started["edges"];
beforeAll(async () => {
  started = await startInlineHost();
  ({ desk, of, update, setInline, edges } = started);
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() => started.begin());

describe("Mutation.setRelated, inline", () => {
  test("more stories than the body has places are refused, and named", async () => {
    const before = await desk.rowCounts();

    expect(await setInline("urn:b", "urn:c", "urn:d")).toEqual({
      id: null,
      // The source's story keeps the other place.
      problems: ["urn:c", "urn:d"].map((uri, index) => ({
        code: "NO_PLACE",
        message: `The body has no place for ${of(uri)}: it keeps 1 for the desk's stories.`,
        path: ["items", String(index + 1), "articleId"],
      })),
      purgedTags: [],
      article: null,
    });
    expect(await desk.rowCounts()).toEqual(before);
  });

  test("as many as there are places stand in them, in order; leaving one out takes it away", async () => {
    expect(await setInline("urn:b", "urn:a")).toMatchObject({ problems: [] });
    expect(await edges()).toEqual([
      "INLINE 1 urn:b READ_ALSO EDITOR - x",
      "INLINE 2 urn:a READ_ALSO EDITOR - inline-2",
      C,
    ]);

    await setInline("urn:b");
    expect(await update('<aside data-association="x"></aside><p>One.</p>')).toMatchObject({ problems: [] });
    expect(await edges()).toEqual(["INLINE 1 urn:b READ_ALSO EDITOR - x", C]);
  });

  test("an empty body has no place at all", async () => {
    const [stub] = await desk.save(draftOf("urn:bare", { body: [] }));

    expect(
      await desk.write(
        `setRelated(articleId: "Article:${stub?.id}", placement: INLINE, items: [{ articleId: "${of("urn:a")}" }])`,
      ),
    ).toMatchObject({ problems: [{ code: "NO_PLACE", path: ["items", "0", "articleId"] }] });
  });
});
