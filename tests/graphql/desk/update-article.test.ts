import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo, partialOf } from "../../support/draft.ts";
import { type DeskGateway, NOW, startDesk } from "./desk-gateway.ts";

const PICTURE = { url: "https://img.example/1.jpg", alt: "Old", credit: "Agency", width: 800, height: 600 };
const RENDITION = { name: "web", href: "https://img.example/1-web.jpg", contentType: "image/jpeg" };

let desk: DeskGateway;
let ids: string[];
beforeAll(async () => {
  desk = await startDesk();
  const saved = await desk.save(
    draftOf("urn:target", { slug: "target" }),
    draftOf("urn:other", { slug: "other" }),
    draftOf("urn:story", {
      version: 7,
      slug: "story",
      headline: "Story",
      kicker: "K",
      standfirst: { text: "Old standfirst.", html: "<em>Old</em> standfirst." },
      section: [{ slug: "world", name: "World" }],
      contributors: [
        { name: "Ada Brook", uri: "urn:ada", role: "PHOTOGRAPHER" },
        { name: "Bo Reed", role: "EDITOR" },
      ],
      tags: [
        { kind: "TOPIC", name: "Tides", relevance: 0.5 },
        { kind: "PLACE", name: "Brest", uri: "urn:brest", relevance: 0.25 },
      ],
      images: [{ ...PICTURE, renditions: [RENDITION] }],
      leadImage: PICTURE.url,
      updatedAt: new Date("2026-11-20T09:00:00Z"),
      body: [
        { type: "PARAGRAPH", role: "BODY", content: { text: "One." } },
        { type: "RELATED_STORY", anchor: "a" },
        { type: "IMAGE", image: PICTURE.url },
      ],
      related: [edgeTo("urn:target", { placement: "INLINE", anchor: "a", label: "See" }), edgeTo("urn:other")],
    }),
    partialOf("urn:partial"),
  );
  ids = saved.map(({ id }) => `Article:${id}`);
});
afterAll(() => desk[Symbol.asyncDispose]());

const ALL = `uri slug headline kicker standfirst { text html } summary byline status version updated { iso }
  section { path } contributors { role contributor { name } } tags { relevance tag { name } }
  leadImage { alt credit renditions { name } } body { html } related { edges { position placement origin label node { uri } } }`;
const story = () => desk.desk<{ article: Record<string, unknown> }>(`{ article(uri: "urn:story") { ${ALL} } }`);
const update = (patch: string, ifVersion?: number) =>
  desk.write(
    `updateArticle(id: "${ids[2]}", patch: ${patch}${ifVersion === undefined ? "" : `, ifVersion: ${ifVersion}`})`,
  );

describe("Mutation.updateArticle", () => {
  test("changes what the patch names and nothing else; readers see it at once", async () => {
    const { article: before } = await story();

    expect(await update(`{ headline: "Story, changed", kicker: null }`)).toEqual({
      id: ids[2],
      problems: [],
      purgedTags: [
        ids[2],
        "Section:1",
        "Tag:1",
        "Tag:2",
        "Contributor:1",
        "Contributor:2",
        "Image:1",
        // They show its headline.
        ids[0],
        ids[1],
      ],
      article: { version: 2, status: "PUBLISHED" },
    });

    const { article } = await story();
    expect(article).toEqual({
      ...before,
      headline: "Story, changed",
      kicker: null,
      version: 2,
      updated: { iso: NOW.toISOString() },
    });
    expect(await desk.desk(`{ article(uri: "urn:story") { versions(first: 1) { nodes { changedFields } } } }`)).toEqual(
      { article: { versions: { nodes: [{ changedFields: ["headline", "kicker"] }] } } },
    );
    expect(await desk.reader(`{ article(slug: "story") { headline } }`)).toEqual({
      article: { headline: "Story, changed" },
    });
  });

  test("the same again is no new version", async () => {
    const before = await desk.rowCounts();

    expect(await update(`{ headline: " Story,  changed", standfirst: "Old standfirst." }`)).toEqual({
      id: ids[2],
      problems: [],
      purgedTags: [],
      article: { version: 2, status: "PUBLISHED" },
    });
    expect(await update("{}")).toMatchObject({ problems: [], article: { version: 2 } });
    expect(await desk.rowCounts()).toEqual(before);
  });

  test("a version that is not the article's is VERSION_CONFLICT, and nothing is kept", async () => {
    const before = await desk.rowCounts();

    expect(await update(`{ headline: "Late" }`, 1)).toEqual({
      id: null,
      problems: [{ code: "VERSION_CONFLICT", message: "The article is at version 2, not 1.", path: ["ifVersion"] }],
      purgedTags: [],
      article: null,
    });
    expect(await desk.rowCounts()).toEqual(before);
    expect(await update(`{ byline: "By Ada" }`, 2)).toMatchObject({ problems: [], article: { version: 3 } });
  });

  test("an old slug still finds the article", async () => {
    await update(`{ slug: "story-two" }`);

    expect(
      await desk.reader(`{ old: article(slug: "story") { slug } new: article(slug: "story-two") { slug } }`),
    ).toEqual({ old: { slug: "story-two" }, new: { slug: "story-two" } });
    expect(await update(`{ slug: "story" }`)).toMatchObject({ problems: [] });
    expect(await update(`{ slug: "target" }`)).toMatchObject({
      problems: [{ code: "TAKEN", message: "Another article has or had the slug target.", path: ["patch", "slug"] }],
    });
  });

  test("people and tags that stay keep their role and relevance, in the new order; the section moves", async () => {
    await desk.save(
      draftOf("urn:far", { section: [{ slug: "far", name: "Far" }], contributors: [{ name: "Cy", role: "EDITOR" }] }),
    );

    await update(
      `{ contributorIds: ["Contributor:2", "Contributor:3", "Contributor:1"], tagIds: ["Tag:2"], sectionId: "Section:2" }`,
    );

    expect((await story()).article).toMatchObject({
      contributors: [
        { role: "EDITOR", contributor: { name: "Bo Reed" } },
        { role: "AUTHOR", contributor: { name: "Cy" } },
        { role: "PHOTOGRAPHER", contributor: { name: "Ada Brook" } },
      ],
      tags: [{ relevance: 0.25, tag: { name: "Brest" } }],
      section: { path: "far" },
    });
    expect(
      await desk.reader(
        `{ world: section(path: "world") { articles { nodes { uri } } } far: section(path: "far") { articles { nodes { uri } } } }`,
      ),
    ).toEqual({
      world: { articles: { nodes: [] } },
      far: { articles: { nodes: [{ uri: "urn:story" }, { uri: "urn:far" }].toReversed() } },
    });
    await update(`{ contributorIds: null, tagIds: [], sectionId: null }`);
    expect((await story()).article).toMatchObject({ contributors: [], tags: [], section: null });
  });

  test("the body that was read as HTML and sent back is the same body: its picture and its inline story too", async () => {
    const { article: before } = await story();
    const { body } = before as { body: { html: string } };

    const sent = await update(`{ bodyHtml: ${JSON.stringify(body.html)} }`);

    expect(sent).toMatchObject({ problems: [] });
    const { article } = await story();
    expect({ ...article, version: 0, updated: 0 }).toEqual({ ...before, version: 0, updated: 0 });
    expect(body.html).toBe(
      [
        "<p>One.</p>",
        '<aside class="related" data-association="a"><p>See: <a href="https://news.example/articles/target">urn:target</a></p></aside>',
        '<figure><img src="https://img.example/1.jpg" alt="Old" width="800" height="600" /><figcaption><small class="credit">Agency</small></figcaption></figure>',
      ].join("\n"),
    );
  });

  test("another body: links to our stories become edges, and who lost their place goes where the desk says", async () => {
    await desk.write(
      `updateArticle(id: "${ids[2]}", storiesWithoutPlace: REMOVE, patch: { bodyHtml: "<p>Two.</p><aside class='related'>À voir : <a href='/articles/other'>Other</a></aside><p>Three.</p>" })`,
    );

    const { article } = await story();
    expect(article).toMatchObject({
      summary: "Old standfirst.",
      body: {
        html: expect.stringMatching(
          /^<p>Two\.<\/p>\n<aside class="related" data-association="[\w-]+"><p>À voir: <a href="https:\/\/news\.example\/articles\/other">urn:other<\/a><\/p><\/aside>\n<p>Three\.<\/p>$/,
        ),
      },
      related: {
        edges: [
          { position: 1, placement: "INLINE", origin: "EDITOR", label: "À voir", node: { uri: "urn:other" } },
          { position: 1, placement: "END", origin: "IMPORT", label: "Read also", node: { uri: "urn:other" } },
        ],
      },
      leadImage: { credit: "Agency", renditions: [{ name: "web" }] },
    });
  });

  test("what the source sent last is still known: the same again is unchanged, an older one stale", async () => {
    const [first] = await desk.save(draftOf("urn:sourced", { version: 3, headline: "By source" }));
    await desk.write(`updateArticle(id: "Article:${first?.id}", patch: { headline: "By desk" })`);

    const [same] = await desk.save(draftOf("urn:sourced", { version: 3, headline: "By source" }));
    const [older] = await desk.save(draftOf("urn:sourced", { version: 2 }));
    expect([same?.outcome, older?.outcome]).toEqual(["UNCHANGED", "STALE"]);
    expect(await desk.reader(`{ article(uri: "urn:sourced") { headline version } }`)).toEqual({
      article: { headline: "By desk", version: 2 },
    });

    const [newer] = await desk.save(draftOf("urn:sourced", { version: 4, headline: "By source again" }));
    expect(newer?.outcome).toBe("UPDATED");
    expect(newer?.notes).toEqual(["The desk wrote headline: what the source has of these waits for it."]);
    expect(await desk.reader(`{ article(uri: "urn:sourced") { headline version } }`)).toEqual({
      article: { headline: "By desk", version: 2 },
    });
  });

  test("a story known by its headline only becomes a whole one with a body", async () => {
    const payload = await desk.write<{ article: object }>(
      `updateArticle(id: "${ids[3]}", patch: { bodyHtml: "<p>Whole.</p>" })`,
      "article { representation body { text } }",
    );

    expect(payload.article).toEqual({ representation: "FULL", body: { text: "Whole." } });
  });

  test.each([
    ["Article:999", "{}", "NOT_FOUND", "id", "There is no Article:999."],
    ["Tag:1", "{}", "ID_INVALID", "id", "Tag:1 is no Article."],
    ["nonsense", "{}", "ID_INVALID", "id", "nonsense is no id of this gateway."],
    ["Article:1", `{ headline: null }`, "VALUE_INVALID", "patch.headline", "headline must not be empty."],
    ["Article:1", `{ tagIds: ["Tag:0"] }`, "ID_INVALID", "patch.tagIds.0", "Tag:0 is no id of this gateway."],
  ])("%s with %s is refused: %s at %s", async (...[id, patch, code, path, message]) => {
    const before = await desk.rowCounts();

    expect(await desk.write(`updateArticle(id: "${id}", patch: ${patch})`)).toEqual({
      id: null,
      problems: [{ code, message, path: path.split(".") }],
      purgedTags: [],
      article: null,
    });
    expect(await desk.rowCounts()).toEqual(before);
  });

  test("several in one operation run one after the other, each answer as it was then", async () => {
    const data = await desk.desk<Record<string, unknown>>(
      `mutation { one: updateArticle(id: "${ids[0]}", patch: { headline: "One" }) { ...P }
        two: updateArticle(id: "${ids[0]}", patch: { headline: "Two" }) { ...P }
        three: updateArticle(id: "${ids[0]}", ifVersion: 2, patch: { headline: "Three" }) { ...P } }
      fragment P on ArticlePayload { problems { code } article { headline version related { totalCount } } }`,
    );

    expect(data).toEqual({
      one: { problems: [], article: { headline: "One", version: 2, related: { totalCount: 0 } } },
      two: { problems: [], article: { headline: "Two", version: 3, related: { totalCount: 0 } } },
      three: { problems: [{ code: "VERSION_CONFLICT" }], article: null },
    });
  });
});
