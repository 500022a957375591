import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import { saveStorylines } from "../../src/content/storyline/storyline.commands.ts";
import { workOffSuggestions } from "../../src/content/suggestion/suggestion-queue.commands.ts";
import { WIDEST_LIMITS } from "../support/document-rules.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { hidden as hiddenStory, NEIGHBOURS, STORYLINE } from "./hidden-story.ts";
import { holesIn } from "./holes.ts";
import { SEEN, WAYS, withFragments } from "./ways-to-an-article.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const LATER = new Date("2026-11-22T18:00:00Z");

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
let variables: Record<string, unknown>;

beforeAll(async () => {
  gateway = await startTestGateway({ now: NOW, limits: WIDEST_LIMITS });
  // Under another slug at first.
  await gateway.save(hidden({ slug: "hidden-once" }));
  const saved = await gateway.save(...NEIGHBOURS, hidden());
  await saveStorylines(gateway.database.em(), [STORYLINE]);
  await workOffSuggestions(gateway.database.em());
  const { data } = await gateway.query<{
    section: { id: string };
    tags: { nodes: { id: string }[] };
    contributors: { nodes: { id: string }[] };
  }>(`{ section(path: "world/asia") { id } tags { nodes { id } } contributors { nodes { id } } }`);
  const id = `Article:${saved.at(-1)?.id}`;
  variables = {
    id,
    ids: [id, `Article:${saved[0]?.id}`],
    section: data.section.id,
    tag: data.tags.nodes[0]?.id,
    contributor: data.contributors.nodes[0]?.id,
  };
});
afterAll(() => gateway[Symbol.asyncDispose]());

let version = 0;
/** The source's next word on the story. */
const hidden = (changes: Partial<ArticleDraft> = {}) => hiddenStory({ version: ++version, ...changes });

/** How a story is hidden, and how it comes to be seen again. */
const STATES: [name: string, state: { hide(): Promise<unknown>; show(): Promise<unknown> }][] = [
  ["a draft", { hide: () => gateway.save(hidden({ status: "DRAFT" })), show: () => gateway.save(hidden()) }],
  [
    "a story to be published later",
    { hide: () => gateway.save(hidden({ publishedAt: LATER })), show: async () => (gateway.clock.now = LATER) },
  ],
  [
    "a story under embargo",
    { hide: () => gateway.save(hidden({ embargoedUntil: LATER })), show: async () => (gateway.clock.now = LATER) },
  ],
  ["a withdrawn story", { hide: () => setStatus("WITHDRAWN"), show: () => setStatus("PUBLISHED") }],
];

async function setStatus(status: string) {
  await gateway.save(hidden());
  await gateway.database.execute(`update articles set status = '${status}' where uri = 'urn:hidden'`);
}

async function ask(operation: string) {
  const { data, errors } = await gateway.query(withFragments(operation), variables);
  expect(errors).toBeUndefined();
  return data;
}

describe.each(STATES)("%s", (_name, state) => {
  describe("while it is hidden", () => {
    beforeAll(async () => {
      gateway.clock.now = NOW;
      await state.hide();
    });

    test.each(WAYS)("is absent by way of %s, without a hole", async (_way, operation) => {
      const data = await ask(operation);

      expect(JSON.stringify(data)).not.toMatch(SEEN);
      expect(holesIn(data)).toEqual([]);
    });

    test("leaves no hole that paging one by one would meet", async () => {
      const uris: string[] = [];
      let after: string | null = null;
      for (let isMore = true; isMore;) {
        const page: RelatedPage = (
          await gateway.query<{ article: { related: RelatedPage } }>(
            `query ($after: String) { article(slug: "host") { related(first: 1, after: $after) {
              nodes { uri } pageInfo { hasNextPage endCursor } } } }`,
            { after },
          )
        ).data.article.related;
        uris.push(...page.nodes.map(({ uri }) => uri));
        ({ hasNextPage: isMore, endCursor: after } = page.pageInfo);
      }

      expect(uris).toEqual(["urn:first", "urn:last", "urn:first", "urn:last"]);
    });

    test("leaves the body that points at it whole, in every form", async () => {
      const { article } = (await ask(
        `{ article(slug: "host") { body { html markdown text blocks { id position text } } } }`,
      )) as { article: { body: Record<string, unknown> } };

      expect(article.body).toEqual({
        html: [
          "<p>One.</p>",
          '<aside class="related" data-association="a"><p>À lire aussi: <a href="https://news.example/articles/first">First</a></p></aside>',
          "<p>Two.</p>",
          "<p>Three.</p>",
          '<aside class="related" data-association="c"><p>À lire aussi: <a href="https://news.example/articles/last">Last</a></p></aside>',
        ].join("\n"),
        markdown:
          "One.\n\nÀ lire aussi: [First](https://news.example/articles/first)\n\nTwo.\n\nThree.\n\nÀ lire aussi: [Last](https://news.example/articles/last)",
        text: "One.\n\nÀ lire aussi: First\n\nTwo.\n\nThree.\n\nÀ lire aussi: Last",
        blocks: [
          { id: expect.stringMatching(/^Block:\d+:1$/), position: 1, text: "One." },
          { id: expect.stringMatching(/^Block:\d+:#a$/), position: 2, text: "À lire aussi: First" },
          { id: expect.stringMatching(/^Block:\d+:2$/), position: 3, text: "Two." },
          { id: expect.stringMatching(/^Block:\d+:3$/), position: 4, text: "Three." },
          { id: expect.stringMatching(/^Block:\d+:#c$/), position: 5, text: "À lire aussi: Last" },
        ],
      });
    });
  });

  describe("once it is to be seen", () => {
    beforeAll(() => state.show());

    test.each(WAYS)("is there by way of %s", async (_way, operation) => {
      const data = await ask(operation);

      expect(JSON.stringify(data)).toMatch(SEEN);
      expect(holesIn(data)).toEqual([]);
    });
  });
});

interface RelatedPage {
  nodes: { uri: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describe("A time set for a story", () => {
  test.each([["publishedAt"], ["embargoedUntil"]])("%s is reached at that very millisecond", async (name) => {
    await gateway.save(hidden({ [name]: LATER }));
    const seenAt = async (time: number) => {
      gateway.clock.now = new Date(time);
      return ask(`{ article(uri: "urn:hidden") { uri } }`);
    };

    expect(await seenAt(LATER.getTime() - 1)).toEqual({ article: null });
    expect(await seenAt(LATER.getTime())).toEqual({ article: { uri: "urn:hidden" } });
  });
});
