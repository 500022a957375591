import { describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { draftOf } from "../../support/draft.ts";
import { startDesk } from "../desk/desk-gateway.ts";
import { LATER } from "./picture-story.ts";

/** A story about something that its source knows by a URI, and by someone. */
const about = (uri: string, name: string, changes: Partial<ArticleDraft> = {}): ArticleDraft =>
  draftOf(uri, {
    tags: [{ kind: "TOPIC", uri: "urn:tag", name, relevance: 1 }],
    contributors: [{ uri: "urn:person", name, role: "AUTHOR" }],
    ...changes,
  });

const NAMES = `{ tags { nodes { slug name } } contributors { nodes { slug name } } }`;
const named = (name: string, slug = name.toLowerCase()) => ({
  tags: { nodes: [{ slug, name }] },
  contributors: { nodes: [{ slug, name }] },
});
const NONE = { tags: { nodes: [] }, contributors: { nodes: [] } };
const OF_STORY = (uri: string) =>
  `{ article(uri: "${uri}") { tags { tag { slug name } } contributors { contributor { slug name } } } }`;
const ofStory = (name: string, slug = name.toLowerCase()) => ({
  article: { tags: [{ tag: { slug, name } }], contributors: [{ contributor: { slug, name } }] },
});

const HIDDEN: [state: string, changes: Partial<ArticleDraft>][] = [
  ["a draft", { status: "DRAFT" }],
  ["a scheduled story", { publishedAt: LATER }],
  ["a story under embargo", { embargoedUntil: LATER }],
];

describe("The name of a tag or a person that readers have met", () => {
  test.each(HIDDEN)("is not changed by %s, nor when its time comes", async (_state, changes) => {
    await using desk = await startDesk();
    await desk.save(about("urn:open", "Budget"));

    await desk.save(about("urn:hidden", "SECRET", changes));

    expect(await desk.reader(NAMES)).toEqual(named("Budget"));
    expect(await desk.desk(NAMES)).toEqual(named("Budget"));
    desk.clock.now = LATER;
    expect(await desk.reader(NAMES)).toEqual(named("Budget"));
  });

  test("is changed by the next public item; the slug stays", async () => {
    await using desk = await startDesk();
    await desk.save(about("urn:one", "Budget"));

    await desk.save(about("urn:two", "Finance"));

    expect(await desk.reader(NAMES)).toEqual(named("Finance", "budget"));
    expect(await desk.reader(OF_STORY("urn:one"))).toEqual(ofStory("Finance", "budget"));
  });

  test("is the public item's, wherever in a batch that stands", async () => {
    await using desk = await startDesk();

    await desk.save(
      about("urn:draft", "SECRET", { status: "DRAFT" }),
      about("urn:open", "Budget"),
      about("urn:late", "LATE", { publishedAt: LATER }),
    );

    expect(await desk.reader(NAMES)).toEqual(named("Budget"));
  });

  test("is not changed back by the desk's edit of a story that has it by its old name", async () => {
    await using desk = await startDesk();
    const [old] = await desk.save(about("urn:old", "Budget"));
    await desk.save(about("urn:new", "Finance"));

    await desk.write(`updateArticle(id: "Article:${old?.id}", patch: { headline: "Edited" })`);
    await desk.write(`unpublishArticle(id: "Article:${old?.id}")`);
    await desk.write(`publishArticle(id: "Article:${old?.id}")`);

    expect(await desk.reader(NAMES)).toEqual(named("Finance", "budget"));
  });

  test("brings its kind along, which hidden items change as little", async () => {
    await using desk = await startDesk();
    const tag = (kind: "TOPIC" | "PLACE" | "EVENT") => [{ kind, uri: "urn:tag", name: "Brest", relevance: 1 }];
    await desk.save(draftOf("urn:open", { tags: tag("TOPIC") }));
    await desk.save(draftOf("urn:hidden", { tags: tag("EVENT"), status: "DRAFT" }));
    expect(await desk.reader(`{ tags { nodes { kind } } }`)).toEqual({ tags: { nodes: [{ kind: "TOPIC" }] } });

    await desk.save(draftOf("urn:new", { tags: tag("PLACE") }));
    expect(await desk.reader(`{ tags { nodes { kind } } }`)).toEqual({ tags: { nodes: [{ kind: "PLACE" }] } });
  });
});

describe("A tag or a person that a hidden item brings along", () => {
  test.each(HIDDEN)(
    "of %s is not there for readers, and called by the next public item, slug included",
    async (...[, changes]) => {
      await using desk = await startDesk();
      await desk.save(about("urn:hidden", "SECRET", changes));
      expect(await desk.reader(NAMES)).toEqual(NONE);
      expect(await desk.desk(NAMES)).toEqual(named("SECRET"));

      await desk.save(about("urn:open", "Budget"));

      expect(await desk.reader(NAMES)).toEqual(named("Budget"));
      expect(await desk.desk(NAMES)).toEqual(named("Budget"));
      expect(await desk.desk(`{ tag(slug: "secret") { name } contributor(slug: "secret") { name } }`)).toEqual({
        tag: null,
        contributor: null,
      });
    },
  );

  test("is called by its story's own next version, once that is public", async () => {
    await using desk = await startDesk();
    await desk.save(about("urn:story", "SECRET", { status: "DRAFT", version: 1 }));

    await desk.save(about("urn:story", "Budget", { version: 2 }));

    expect(await desk.reader(NAMES)).toEqual(named("Budget"));
  });

  test("takes a slug that is free", async () => {
    await using desk = await startDesk();
    await desk.save(
      about("urn:hidden", "SECRET", { status: "DRAFT" }),
      draftOf("urn:other", {
        tags: [{ kind: "TOPIC", name: "Budget", relevance: 1 }],
        contributors: [{ name: "Budget", role: "AUTHOR" }],
      }),
    );

    await desk.save(about("urn:open", "Budget"));

    expect(await desk.reader(OF_STORY("urn:open"))).toEqual(ofStory("Budget", "budget-2"));
  });

  test("is called what the story calls it that readers see first, when its time comes", async () => {
    await using desk = await startDesk();
    await desk.save(about("urn:draft", "SECRET", { status: "DRAFT" }));
    await desk.save(about("urn:late", "LATE", { publishedAt: new Date(LATER.getTime() + 60_000) }));
    await desk.save(about("urn:first", "Budget", { embargoedUntil: LATER }));
    await desk.save(about("urn:draft", "OTHER", { status: "DRAFT", version: 2 }));
    await desk.save(about("urn:late", "LATER", { publishedAt: new Date(LATER.getTime() + 60_000), version: 2 }));

    expect(await desk.reader(NAMES)).toEqual(NONE);
    desk.clock.now = LATER;
    expect(await desk.reader(NAMES)).toEqual(named("Budget"));
    desk.clock.now = new Date(LATER.getTime() + 60_000);
    expect(await desk.reader(NAMES)).toEqual(named("Budget"));
  });

  test("is called what the story calls it that the desk publishes", async () => {
    await using desk = await startDesk();
    await desk.save(about("urn:draft", "SECRET", { status: "DRAFT" }));
    const [story] = await desk.saveWaiting(about("urn:story", "Budget"));

    await desk.write(`updateArticle(id: "Article:${story?.id}", patch: { headline: "Edited" })`);
    await desk.write(`publishArticle(id: "Article:${story?.id}")`);

    expect(await desk.reader(NAMES)).toEqual(named("Budget"));
    expect(await desk.desk(OF_STORY("urn:draft"))).toEqual(ofStory("Budget"));
  });

  test("that the desk schedules, too", async () => {
    await using desk = await startDesk();
    await desk.save(about("urn:draft", "SECRET", { status: "DRAFT" }));
    const [story] = await desk.saveWaiting(about("urn:story", "Budget"));

    await desk.write(`publishArticle(id: "Article:${story?.id}", at: "${LATER.toISOString()}")`);
    desk.clock.now = LATER;

    expect(await desk.reader(NAMES)).toEqual(named("Budget"));
  });
});
