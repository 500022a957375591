import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import {
  queueSuggestions,
  recount,
  ALL_ARTICLES,
  suggestNow,
  workOffSuggestions,
} from "../../../src/content/suggestion/suggestion-queue.commands.ts";
import { edgeTo } from "../../support/draft.ts";
import { holderOf } from "../../support/holder.ts";
import { startSuggestingGateway, story } from "./suggesting-gateway.ts";

/*
 * However many hidden stories are more like a story than those that readers see: its suggestions are the best of these.
 */

const NOW = new Date("2026-11-22T10:00:00Z");
const LATER = new Date("2026-11-22T18:00:00Z");
/** All of one time, so that only their tag tells how alike they are. */
const SAME_DAY = new Date("2026-11-20T08:00:00Z");

/** Alike by their subject: the more relevant to both, the more alike. */
const about = (
  subject: string,
  name: string,
  { relevance, ...changes }: Partial<ArticleDraft> & { relevance: number },
) =>
  story(`urn:${subject}-${name}`, "", {
    headline: `${subject}${name}`.replaceAll("-", ""),
    tags: [{ kind: "TOPIC", name: subject, relevance }],
    publishedAt: SAME_DAY,
    ...changes,
  });

const KINDS = {
  drafts: { status: "DRAFT" },
  scheduled: { publishedAt: LATER },
  embargoed: { embargoedUntil: LATER },
  withdrawn: { status: "WITHDRAWN" },
} as const satisfies Record<string, Partial<ArticleDraft>>;
const ALL_KINDS = Object.values(KINDS);
const CASES: [name: string, kinds: readonly Partial<ArticleDraft>[]][] = [
  ...Object.entries(KINDS).map(([name, kind]): [string, Partial<ArticleDraft>[]] => [name, [kind]]),
  ["mixed", ALL_KINDS],
];
/** More than there are places in two lists. */
const HIDDEN = 52;

const EDGES = "totalCount edges { id cursor position score reasons { code text weight } node { uri } }";
const DESK = { viewer: holderOf("content:read", "content:desk"), view: "DESK" } as const;

let gateway: Awaited<ReturnType<typeof startSuggestingGateway>>;
beforeAll(async () => void (gateway = await startSuggestingGateway()));
afterAll(() => gateway[Symbol.asyncDispose]());

/** All that readers are told of a subject's suggestions: beside one story, filled up, and from the other end. */
const told = (subject: string) =>
  Promise.all([
    gateway.related(`${subject}-host`, `origins: [ALGORITHM]`, EDGES),
    gateway.related(`${subject}-host`, `fill: true, first: 3`, EDGES),
    gateway.related(`${subject}-1`, `origins: [ALGORITHM], direction: INCOMING`, EDGES),
  ]);
const visible = (subject: string) => [
  about(subject, "host", { relevance: 1, related: [edgeTo(`urn:${subject}-2`)] }),
  ...[1, 2, 3, 4, 5, 6].map((number) => about(subject, String(number), { relevance: 0.64 - number / 10 })),
];
const uris = ({ nodes }: { nodes: { uri: string }[] }) => nodes.map(({ uri }) => uri);
const numbered = (subject: string, ...numbers: number[]) => numbers.map((number) => `urn:${subject}-${number}`);

describe("Beside fifty-two hidden stories that are more alike", () => {
  test.each(CASES)(
    "%s, the six that readers see are suggested, to the letter as without them",
    async (subject, kinds) => {
      await gateway.publish(...visible(subject));
      const before = await told(subject);
      const hidden = Array.from({ length: HIDDEN }, (_, number) =>
        about(subject, `hidden-${number}`, { relevance: 1, ...kinds[number % kinds.length] }),
      );
      // What is withdrawn was seen before.
      await gateway.save(
        ...hidden
          .filter(({ status }) => status === "WITHDRAWN")
          .map((draft) => ({ ...draft, status: "PUBLISHED" as const })),
      );
      await workOffSuggestions(gateway.database.em());
      await gateway.save(...hidden.map((draft) => ({ ...draft, version: 2 })));
      await workOffSuggestions(gateway.database.em());

      expect(await told(subject)).toEqual(before);
      expect(before.map(({ totalCount }) => totalCount)).toEqual([6, 6, 6]);
      expect(before[0].edges.map(({ node, position, score }) => [node.uri, position, score])).toEqual([
        [`urn:${subject}-1`, 1, 0.1898],
        [`urn:${subject}-2`, 2, 0.177],
        [`urn:${subject}-3`, 3, 0.1611],
        [`urn:${subject}-4`, 4, 0.141],
        [`urn:${subject}-5`, 5, 0.1146],
        [`urn:${subject}-6`, 6, 0.0785],
      ]);
    },
  );

  test.each([
    ["scheduled", HIDDEN],
    ["embargoed", HIDDEN],
    ["mixed", HIDDEN / 2],
  ])(
    "%s, the best twenty of all are suggested once their moment has come, with nothing computed",
    async (subject, count) => {
      gateway.clock.now = LATER;
      const { edges, totalCount } = await gateway.related(`${subject}-host`, "origins: [ALGORITHM]", EDGES);
      const back = await gateway.related(`${subject}-1`, "origins: [ALGORITHM], direction: INCOMING", EDGES);
      const there = [];
      for (const { node } of back.edges) {
        const listed = await gateway.related(node.uri.replace("urn:", ""), "origins: [ALGORITHM]", EDGES);
        there.push(listed.edges.find((edge) => edge.node.uri === `urn:${subject}-1`)?.position);
      }
      gateway.clock.now = NOW;

      expect(count).toBeGreaterThan(20);
      expect([totalCount, edges.length]).toEqual([20, 20]);
      expect(edges.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(edges.filter(({ node }) => !node.uri.includes("-hidden-"))).toEqual([]);
      // From its other end, too, it is told where it is among the best twenty, and not where it was.
      expect(back.edges.map(({ node }) => node.uri)).not.toContain(`urn:${subject}-host`);
      expect(back.edges.map(({ position }) => position)).toEqual(there);
    },
  );

  test.each([
    ["drafts", 0],
    ["scheduled", 20],
    ["embargoed", 20],
    ["withdrawn", 0],
    ["mixed", 20],
  ])("%s, the desk is suggested the best of what will be seen: %i of the hidden", async (subject, count) => {
    const { data } = await gateway.query<{ article: { related: { nodes: { uri: string }[]; totalCount: number } } }>(
      `{ article(slug: "${subject}-host") { related(origins: [ALGORITHM]) { totalCount nodes { uri } } } }`,
      undefined,
      DESK,
    );
    const { nodes, totalCount } = data.article.related;

    expect([nodes.length, totalCount]).toEqual(count === 0 ? [6, 6] : [20, 20]);
    expect(nodes.filter(({ uri }) => uri.includes("-hidden-"))).toHaveLength(count);
  });

  test("in other languages the ten places are for what readers see, too", async () => {
    const french = (name: string, changes: Parameters<typeof about>[2]) =>
      about("abroad", name, { language: "fr", ...changes });
    await gateway.publish(
      about("abroad", "host", { relevance: 1 }),
      ...[1, 2, 3].map((number) => french(String(number), { relevance: 0.5 - number / 10 })),
    );
    const ask = () => gateway.related("abroad-host", `origins: [ALGORITHM], languages: ["fr"]`, EDGES);
    const before = await ask();
    await gateway.publish(
      ...Array.from({ length: 45 }, (_, number) => french(`hidden-${number}`, { relevance: 1, embargoedUntil: LATER })),
    );

    expect(await ask()).toEqual(before);
    expect(before.edges.map(({ node }) => node.uri)).toEqual(numbered("abroad", 1, 2, 3));
    gateway.clock.now = LATER;
    const after = await ask();
    gateway.clock.now = NOW;
    expect([after.totalCount, after.edges[0]?.position, after.edges[9]?.position]).toEqual([10, 1, 10]);
  });
});

describe("Stories that come one after the other", () => {
  const COUNT = 60;
  /** Each its own quality and its own minute, neither in the order of the other. */
  const quality = (number: number) => ((number * 37) % COUNT) / 100 + 0.3;
  const moment = (number: number) => new Date(NOW.getTime() + (1 + ((number * 23) % COUNT)) * 60_000);
  const best = (at: Date) =>
    Array.from({ length: COUNT }, (_, number) => number)
      .filter((number) => moment(number) <= at)
      .toSorted((one, other) => quality(other) - quality(one))
      .slice(0, 20)
      .map((number) => `urn:series-${number}`);
  const numbers = Array.from({ length: COUNT }, (_, number) => number);

  test("are suggested each from its moment on while it is among the best twenty, with nothing computed", async () => {
    const series = numbers.map((number) =>
      about("series", String(number), { relevance: quality(number), embargoedUntil: moment(number) }),
    );
    await gateway.publish(about("series", "host", { relevance: 1 }), ...series.slice(0, 30));
    await gateway.publish(...series.slice(30));
    for (let minute = 0; minute <= COUNT; minute++) {
      gateway.clock.now = new Date(NOW.getTime() + minute * 60_000);
      expect(uris(await gateway.related("series-host", "origins: [ALGORITHM]")), `minute ${minute}`).toEqual(
        best(gateway.clock.now),
      );
    }
    gateway.clock.now = NOW;
  });

  test("what is written meanwhile finds its place among them, and what is put off makes room", async () => {
    gateway.clock.now = new Date(NOW.getTime() + 30 * 60_000);
    const [first = ""] = best(gateway.clock.now);
    await gateway.publish(
      { ...about("series", first.replace("urn:series-", ""), { relevance: 1, embargoedUntil: LATER }), version: 2 },
      about("series", "new", { relevance: 0.95 }),
    );
    for (const minute of [30, 45, 60]) {
      gateway.clock.now = new Date(NOW.getTime() + minute * 60_000);
      const expected = ["urn:series-new", ...numbersBut(first, gateway.clock.now)].slice(0, 20);
      expect(uris(await gateway.related("series-host", "origins: [ALGORITHM]"))).toEqual(expected);
    }
    gateway.clock.now = NOW;
  });

  const numbersBut = (uri: string, at: Date) =>
    numbers
      .filter((number) => moment(number) <= at && `urn:series-${number}` !== uri)
      .toSorted((one, other) => quality(other) - quality(one))
      .map((number) => `urn:series-${number}`);
});

describe("How common words and tags are", () => {
  let newsroom: typeof gateway;
  beforeAll(async () => void (newsroom = await startSuggestingGateway()));
  afterAll(() => newsroom[Symbol.asyncDispose]());

  const harbour = (name: string, changes: Partial<ArticleDraft> = {}) =>
    story(`urn:${name}`, `The harbour and ${name} met`, {
      tags: [{ kind: "TOPIC", name: "Harbour", relevance: 1 }],
      publishedAt: new Date("2026-11-10T08:00:00Z"),
      language: "de",
      ...changes,
    });
  const recounted = async () => {
    const em = newsroom.database.em();
    await recount(em, ["de"]);
    await queueSuggestions(em, ALL_ARTICLES);
    await workOffSuggestions(em);
    return newsroom.related("quay", "origins: [ALGORITHM]", EDGES);
  };

  test("is counted among what readers see: no score tells of hidden stories that have them", async () => {
    await newsroom.publish(harbour("quay"), harbour("pier"), harbour("mole"));
    const before = await recounted();
    // More than it takes for a tag to be a common one, and for a language to be counted again.
    const hidden = Array.from({ length: 120 }, (_, number) => harbour(`hidden-${number}`, ALL_KINDS[number % 4]));
    await newsroom.save(...hidden);

    expect(await recounted()).toEqual(before);
    expect(before.edges.map(({ node, score }) => [node.uri, score])).toEqual([
      ["urn:mole", 0.5196],
      ["urn:pier", 0.5196],
    ]);
  });

  test("is not counted again because hidden stories came", async () => {
    const statistics = () => newsroom.database.execute("select term, articles from suggestion_statistics order by 1");
    // Seen by now, and more than half as many again; nothing but hidden stories waits.
    const ids = await newsroom.publish(...["wharf", "dock"].map((name) => harbour(name)));
    await suggestNow(newsroom.database.em(), ids);
    const before = await statistics();
    await newsroom.save(...Array.from({ length: 60 }, (_, number) => harbour(`late-${number}`, { status: "DRAFT" })));
    await workOffSuggestions(newsroom.database.em());
    expect(await statistics()).toEqual(before);

    await newsroom.save(harbour("slip"));
    await workOffSuggestions(newsroom.database.em());
    expect(await statistics()).not.toEqual(before);
  });
});
