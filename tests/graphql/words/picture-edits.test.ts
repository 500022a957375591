import { describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { saveArticles } from "../../../src/content/article/article.commands.ts";
import { createContent } from "../../../src/content/content.ts";
import { readSections } from "../../../src/content/section/sections.ts";
import { exportNinjs } from "../../../src/content/syndication/export-ninjs.ts";
import { ANONYMOUS } from "../../../src/content/viewer.ts";
import { parseNinjsItem } from "../../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { draftOf } from "../../support/draft.ts";
import { type DeskGateway, NOW, startDesk, text } from "../desk/desk-gateway.ts";
import { LATER, ownersSeen, ownOnly, PICTURE, pictured, pictureOf } from "./picture-story.ts";

const SOON = new Date(LATER.getTime() - 1);
const WORDS = "leadImage { alt caption credit }";
const wordsOf = (owner: string) => ({
  leadImage: { alt: `${owner} alt`, caption: `${owner} caption`, credit: `${owner} credit` },
});

const SIZES = `{ node(id: "Image:1") { ... on Image { width renditions { name } } } }`;
const sized = (owner: string, width: number, changes: Parameters<typeof pictured>[1] = {}) =>
  pictured(owner, {
    images: [
      {
        ...pictureOf(owner),
        width,
        renditions: [{ name: `${owner}-web`, href: PICTURE, contentType: "image/jpeg" }],
      },
    ],
    ...changes,
  });
const sizesOf = (owner: string, width: number) => ({ node: { width, renditions: [{ name: `${owner}-web` }] } });

describe("A desk's edit of a story that shares its picture", () => {
  test("leaves each story its own words", async () => {
    await using desk = await startDesk();
    const [one] = await desk.save(pictured("one"), pictured("two"));
    const { article } = await desk.desk<{ article: { body: { html: string } } }>(
      `{ article(slug: "one") { body { html } } }`,
    );
    const id = `Article:${one?.id}`;

    await desk.write(`updateArticle(id: "${id}", patch: { headline: "Other" })`);
    await desk.write(`updateArticle(id: "${id}", patch: { bodyHtml: ${text(article.body.html)} })`);
    await desk.write(`updateArticle(id: "${id}", patch: { leadImageId: "Image:1" })`);

    expect(await ownersSeen(desk, "one")).toEqual(ownOnly("one", ["one", "two"]));
    expect(await ownersSeen(desk, "two")).toEqual(ownOnly("two", ["one", "two"]));
  });

  test("changes by its HTML the words of this story alone", async () => {
    await using desk = await startDesk();
    const [one] = await desk.save(pictured("one"), pictured("two"));
    const html = `<figure><img src="${PICTURE}" alt="desk alt"><figcaption>desk caption</figcaption></figure>`;

    await desk.write(`updateArticle(id: "Article:${one?.id}", patch: { bodyHtml: ${text(html)} })`);

    expect(
      await desk.reader(`{ one: article(slug: "one") { ${WORDS} } two: article(slug: "two") { ${WORDS} } }`),
    ).toEqual({
      one: { leadImage: { alt: "desk alt", caption: "desk caption", credit: "one credit" } },
      two: wordsOf("two"),
    });
  });
});

describe("A picture that comes new to a story by the desk", () => {
  const lead = (desk: DeskGateway) =>
    desk.write<{ article: object }>(
      `createArticle(input: { headline: "New", language: "en", leadImageId: "Image:1" })`,
      `article { ${WORDS} }`,
    );
  const inBody = (desk: DeskGateway) =>
    desk.write<{ article: object }>(
      `createArticle(input: { headline: "New", language: "en", bodyHtml: ${text(`<p>A</p><img src="${PICTURE}">`)} })`,
      `article { ${WORDS} }`,
    );

  test.each([
    ["leadImageId", lead],
    ["bodyHtml", inBody],
  ])("%s: brings the words of the earliest use that readers see, and no hidden story's", async (_by, make) => {
    await using desk = await startDesk();
    const early = new Date("2026-11-19T08:00:00Z");
    await desk.save(pictured("secret", { publishedAt: early, embargoedUntil: LATER }));

    expect(await make(desk)).toEqual({ article: { leadImage: { alt: "", caption: null, credit: null } } });
    await desk.save(pictured("open"), pictured("later", { publishedAt: new Date("2026-11-21T08:00:00Z") }));
    expect(await make(desk)).toEqual({ article: wordsOf("open") });
  });
});

describe("What is a picture's own", () => {
  test.each<[string, Parameters<typeof pictured>[1]]>([
    ["a draft", { status: "DRAFT" }],
    ["a scheduled story", { publishedAt: LATER }],
    ["a story under embargo", { embargoedUntil: LATER }],
  ])("is not changed by %s where a public story shows it", async (_state, changes) => {
    await using desk = await startDesk();
    await desk.save(sized("open", 800));

    await desk.save(sized("hidden", 10, changes));

    expect(await desk.reader(SIZES)).toEqual(sizesOf("open", 800));
    expect(await desk.reader(`{ article(slug: "open") { leadImage { width renditions { name } } } }`)).toEqual({
      article: { leadImage: sizesOf("open", 800).node },
    });
  });

  test("is what the public item of a batch says, wherever in it that stands", async () => {
    await using desk = await startDesk();

    await desk.save(
      sized("hidden", 10, { status: "DRAFT" }),
      sized("open", 800),
      sized("late", 20, { publishedAt: LATER }),
    );

    expect(await desk.reader(SIZES)).toEqual(sizesOf("open", 800));
  });

  test("is changed by the next public item", async () => {
    await using desk = await startDesk();
    await desk.save(sized("one", 800));

    await desk.save(sized("two", 900));

    expect(await desk.reader(`{ article(slug: "one") { leadImage { alt width } } }`)).toEqual({
      article: { leadImage: { alt: "one alt", width: 900 } },
    });
  });

  test("follows hidden stories while no other is seen before them", async () => {
    await using desk = await startDesk();
    await desk.save(sized("draft", 10, { status: "DRAFT" }));
    await desk.save(sized("draft", 11, { status: "DRAFT", version: 2 }));
    expect(await desk.desk(SIZES)).toEqual(sizesOf("draft", 11));

    await desk.save(sized("scheduled", 800, { publishedAt: LATER }));
    await desk.save(sized("draft", 12, { status: "DRAFT", version: 3 }));
    await desk.save(sized("embargoed", 20, { embargoedUntil: new Date(LATER.getTime() + 1) }));
    desk.clock.now = LATER;

    expect(await desk.reader(SIZES)).toEqual(sizesOf("scheduled", 800));
  });
});

describe("What is a picture's own, of one that readers do not see yet", () => {
  test.each<[string, ArticleDraft]>([
    ["is put off", sized("first", 10, { version: 2, publishedAt: new Date(LATER.getTime() + 1) })],
    ["is taken off", sized("first", 10, { version: 2, status: "DRAFT" })],
    ["goes", sized("first", 10, { version: 2, status: "WITHDRAWN" })],
    ["loses it", draftOf(sized("first", 10).uri, { version: 2, publishedAt: SOON })],
  ])("is as the next story has it when the first %s", async (_name, again) => {
    await using desk = await startDesk();
    await desk.save(sized("first", 10, { version: 1, publishedAt: SOON }));
    await desk.save(sized("next", 800, { publishedAt: LATER }));

    await desk.save(again);
    desk.clock.now = LATER;

    expect(await desk.reader(SIZES)).toEqual(sizesOf("next", 800));
  });

  test("is as that story has it which the desk publishes", async () => {
    await using desk = await startDesk();
    const [one] = await desk.saveWaiting(sized("one", 800));
    await desk.save(sized("two", 10, { publishedAt: LATER }));

    const { problems } = await desk.write(`publishArticle(id: "Article:${one?.id}")`);

    expect([problems, await desk.reader(SIZES)]).toEqual([[], sizesOf("one", 800)]);
  });
});

describe("An export", () => {
  test("of stories that share a picture is read back with each story's words", async () => {
    await using desk = await startDesk();
    await using other = await startDesk();
    await desk.save(pictured("one"), pictured("two"), pictured("three", { status: "DRAFT" }));
    const sections = await readSections(desk.database.reader());
    const open = () =>
      createContent({
        reader: desk.database.reader(),
        sectionCache: { get: () => sections, close: async () => {} },
        newsroom: { name: "The News", timeZone: "Europe/Paris", publicUrl: "https://news.example" },
        now: NOW,
        viewer: ANONYMOUS,
        view: "DESK",
      });

    for await (const item of exportNinjs(open)) {
      const { draft } = parseNinjsItem(item, { timeZone: "UTC", now: NOW });
      if (draft) await saveArticles(other.database.em(), [draft], { now: NOW });
    }

    const all = `{ articles(orderBy: { field: PUBLISHED, direction: ASC }) { nodes { slug ${WORDS} body { html } } } }`;
    expect(await other.desk(all)).toEqual(await desk.desk(all));
    expect(await ownersSeen(other, "one")).toEqual(ownOnly("one", ["one", "two"]));
  });
});
