import type { EntityManager } from "@mikro-orm/sql";
import { fc } from "../../support/seeded.ts";
import { type KyselyPlugin, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { queueSuggestions, suggestNow } from "../../../src/content/suggestion/suggestion-queue.commands.ts";
import { startSuggestingGateway, story } from "./suggesting-gateway.ts";

const STORIES = 45;
const WORDS = ["harbour", "bridge", "council", "budget", "tide", "school", "strike", "storm", "museum", "vaccine"];
const TAGS = ["Tides", "Town", "Trade", "Trains"];

let gateway: Awaited<ReturnType<typeof startSuggestingGateway>>;
beforeAll(async () => {
  gateway = await startSuggestingGateway();
  // So many stories are never here: the statistics hold.
  await gateway.database.execute(
    `insert into suggestion_statistics (term, articles) values ('en:', 1000), ('fr:', 1000), ('en:bridg', 90), ('en:storm', 7),
      ('fr:storm', 30), ('en:tide', 999)`,
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

const anyStory: fc.Arbitrary<ArticleDraft> = fc
  .record({
    number: fc.nat(STORIES - 1),
    words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }),
    tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
    relevance: fc.constantFrom(0, 0.3, 1),
    hour: fc.nat(24 * 40),
    language: fc.constantFrom("en", "en-GB", "fr"),
    section: fc.constantFrom(undefined, "world", "town"),
    author: fc.constantFrom(undefined, "Ada", "Bo"),
    status: fc.constantFrom("PUBLISHED" as const, "PUBLISHED" as const, "PUBLISHED" as const, "DRAFT" as const),
    translationKey: fc.constantFrom(undefined, undefined, undefined, "same"),
  })
  .map(({ number, words, tags, relevance, hour, section, author, translationKey, ...rest }) =>
    story(`urn:r${number}`, words.join(" "), {
      headline: words[0] ?? "",
      tags: tags.map((name) => ({ kind: "TOPIC" as const, name, relevance })),
      publishedAt: new Date(Date.UTC(2026, 8, 1, hour)),
      ...rest,
      ...(section && { section: [{ slug: section, name: section }] }),
      ...(author && { contributors: [{ name: author, role: "AUTHOR" as const }] }),
      ...(translationKey && { translationKey }),
    }),
  );

/** More than a list has room for, each related to every other. */
const ALIKE = Array.from({ length: 30 }, (_, number) =>
  story(`urn:r${number}`, "harbour storm vaccine", {
    headline: "harbour",
    tags: [{ kind: "TOPIC", name: "Tides", relevance: 1 }],
    publishedAt: new Date(Date.UTC(2026, 8, 1, number)),
    language: "en",
    section: [{ slug: "world", name: "world" }],
  }),
);

const versions = (() => {
  let version = 0;
  return (draft: ArticleDraft) => ({ ...draft, version: ++version });
})();

/** An entity manager that counts what its transactions send. */
function counting(em: EntityManager) {
  let statements = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements++;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const inside = (transaction: EntityManager) =>
    Object.assign(Object.create(transaction) as EntityManager, {
      getKysely: () => transaction.getKysely().withPlugin(plugin),
    });
  const counted = Object.assign(Object.create(em) as EntityManager, {
    transactional: <T>(work: (em: EntityManager) => Promise<T>) =>
      em.transactional((transaction) => work(inside(transaction))),
  });
  return { em: counted, count: () => statements };
}

describe("Suggestions found story by story", () => {
  test("are those that are found from scratch, whatever was written in whatever order", async () => {
    let longest = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyStory, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 }),
        async (batches) => {
          for (const batch of batches) await gateway.publish(...batch.map(versions));
          const lists = await gateway.lists();
          const words = await gateway.words();
          longest = Math.max(longest, await gateway.longestList());
          await gateway.rebuild();

          expect(await gateway.words()).toEqual(words);
          expect(await gateway.lists()).toEqual(lists);
        },
      ),
      { numRuns: 12, examples: [[[ALIKE]]] },
    );
    // As long as lists get: what had no room was left out, and came back when there was.
    expect(longest).toBe(20);
  }, 240_000);

  test("one more changes the lists of its neighbours only, and takes as many statements as fifty", async () => {
    await gateway.rebuild();
    const before = await gateway.lists();
    const [id] = await gateway.publish(
      story("urn:lone", "Zeppelins over Ushuaia", {
        headline: "Zeppelins",
        publishedAt: new Date(Date.UTC(2020, 1, 1)),
      }),
    );

    expect(await gateway.lists()).toEqual(before);
    const statementsFor = async (which: ReturnType<typeof sql>) => {
      await queueSuggestions(gateway.database.em(), which);
      const { em, count } = counting(gateway.database.em());
      await suggestNow(em, [id ?? 0]);
      return count();
    };
    const forOne = await statementsFor(sql`select ${id}::bigint`);
    const forMany = await statementsFor(sql`select id from articles order by id limit 40`);
    expect(forOne).toBe(forMany);
    expect(forMany).toBeLessThanOrEqual(10);
  });

  test("a storyline that is written brings its stories together, one that loses them parts them", async () => {
    const ids = await gateway.publish(
      story("urn:one", "Alpaca", { headline: "Ferns", publishedAt: new Date(Date.UTC(2019, 1, 1)) }),
      story("urn:two", "Bassoon", { headline: "Glaciers", publishedAt: new Date(Date.UTC(2019, 5, 1)) }),
    );
    const line = (...uris: string[]) => ({
      uri: "urn:line",
      title: "A line",
      status: "ACTIVE" as const,
      entries: uris.map((article) => ({ article, keyMoment: false })),
    });
    await saveStorylines(gateway.database.em(), [line("urn:one", "urn:two")]);
    await suggestNow(gateway.database.em(), ids);
    expect(await gateway.suggested("one")).toContain("urn:two");

    await saveStorylines(gateway.database.em(), [line("urn:one")]);
    await suggestNow(gateway.database.em(), ids);
    expect(await gateway.suggested("one")).not.toContain("urn:two");
  });
});
