import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { writing } from "../../../src/content/article/write-articles.commands.ts";
import { recordChanges } from "../../../src/content/change/record-changes.ts";
import { type Database, openDatabase } from "../../../src/database/database.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { brief, EDITOR, follow, type Page, poll, type TestGateway } from "./follow.ts";
import { dice, STEP_MS, unlessUndone, writeSome } from "./restless-newsroom.ts";

const isServer = Boolean(process.env["DATABASE_URL"]);
const START = new Date("2026-11-22T10:00:00Z");
const MINUTE_MS = 60_000;
const WRITERS = 4;
const WRITES = 12;

/** Desks with connections of their own; the embedded database has one, on which they take turns. */
async function openDesks({ database }: TestGateway): Promise<Pick<Database, "em" | "close">> {
  const serverUrl = process.env["DATABASE_URL"];
  if (!serverUrl) return { em: () => database.em(), close: async () => {} };
  const [{ name }] = (await database.execute("select current_database() as name")) as [{ name: string }];
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return openDatabase({ url: url.href, poolSize: WRITERS });
}

/** Keeps a copy of the newsroom by what it is told. Between polls it has nothing but its copy and a token. */
class Follower {
  readonly #gateway: TestGateway;
  readonly #first: number;
  readonly #seen: typeof EDITOR | undefined;
  readonly copy = new Map<string, string>();
  /** Every story it ever heard of. */
  readonly heard = new Set<string>();
  #token: string | undefined;

  constructor(gateway: TestGateway, { first, seen }: { first: number; seen?: typeof EDITOR }) {
    this.#gateway = gateway;
    this.#first = first;
    this.#seen = seen;
  }

  async poll(pick: (below: number) => number): Promise<boolean> {
    const page = await poll(this.#gateway, { since: this.#token, first: this.#first }, this.#seen);
    const died = pick(8) === 0;
    // One that dies takes in a part of the page, and goes on from there when it is back, or reads the page again.
    const kept = died ? page.changes.slice(0, pick(page.changes.length + 1)) : page.changes;
    this.#keep(kept);
    if (!died) this.#token = page.nextToken;
    else if (pick(2) === 0) this.#token = kept.at(-1)?.token ?? this.#token;
    return page.hasMore || died;
  }

  async catchUp() {
    while (await this.poll(() => 1));
  }

  #keep(changes: Page["changes"]) {
    for (const { entityId, article, tombstone } of changes) {
      this.heard.add(article?.uri ?? tombstone?.uri ?? entityId);
      if (article) this.copy.set(article.uri, `${entityId} ${article.headline}`);
      else for (const [uri, value] of this.copy) if (value.startsWith(`${entityId} `)) this.copy.delete(uri);
    }
  }
}

/** The newsroom as it is read through GraphQL. */
async function newsroom(gateway: TestGateway, seen?: typeof EDITOR): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (let after: string | null = null, isMore = true; isMore;) {
    const { articles }: Articles = (
      await gateway.query<Articles>(
        `query ($after: String) { articles(first: 50, after: $after) { nodes { id uri headline } pageInfo { hasNextPage endCursor } } }`,
        { after },
        seen,
      )
    ).data;
    for (const { id, uri, headline } of articles.nodes) all.set(uri, `${id} ${headline}`);
    ({ hasNextPage: isMore, endCursor: after } = articles.pageInfo);
  }
  return all;
}
interface Articles {
  articles: {
    nodes: { id: string; uri: string; headline: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

describe("A follower of the change log", () => {
  test.each([1, 2, 3])(
    "ends with the newsroom as it is, whatever is written meanwhile (seed %i)",
    async (seed) => {
      await using gateway = await startTestGateway({ now: START });
      const stories = ["story", "secret"].flatMap((kind) =>
        [1, 2, 3, 4].map((number) => `urn:${kind}:first-${number}`),
      );
      await gateway.save(...stories.map((uri) => draftOf(uri, { status: "DRAFT" })));
      const desks = await openDesks(gateway);
      const followers = [
        new Follower(gateway, { first: 1 }),
        new Follower(gateway, { first: 3 }),
        new Follower(gateway, { first: 100 }),
      ];
      const editor = new Follower(gateway, { first: 5, seen: EDITOR });
      const over = new AbortController();

      const work = Array.from({ length: WRITERS }, async (_, writer) => {
        const pick = dice(seed * 100 + writer);
        for (let write = 0; write < WRITES; write++) {
          await writeSome(gateway, desks.em(), pick).catch(unlessUndone);
          gateway.clock.now = new Date(gateway.clock.now.getTime() + pick(2) * STEP_MS);
        }
      });
      const following = [...followers, editor].map(async (follower, index) => {
        const pick = dice(seed * 1000 + index);
        while (!over.signal.aborted) {
          await follower.poll(pick);
          await sleep(pick(60));
        }
      });
      await Promise.all(work);
      // Whatever has become of the others, there is one to be seen.
      await gateway.save(draftOf("urn:story:last"));
      over.abort();
      await Promise.all(following);
      await desks.close();

      // As it is now; once all the moments of what is scheduled have come.
      for (const minutes of [0, 1, 120]) {
        gateway.clock.now = new Date(gateway.clock.now.getTime() + minutes * MINUTE_MS);
        const expected = await newsroom(gateway);
        for (const follower of followers) {
          await follower.catchUp();
          expect(follower.copy).toEqual(expected);
        }
        expect(expected.size).toBeGreaterThan(0);
      }
      await editor.catchUp();
      expect(editor.copy).toEqual(await newsroom(gateway, EDITOR));
      expect(followers.flatMap(({ heard }) => [...heard]).filter((uri) => uri.startsWith("urn:secret"))).toEqual([]);
      // A follower that begins only now needs nothing but the log.
      const late = new Follower(gateway, { first: 7 });
      await late.catchUp();
      expect(late.copy).toEqual(await newsroom(gateway));
      expect(gateway.faults).toEqual([]);
    },
    120_000,
  );

  test("is told of writers in the order in which they end, and of none before", async () => {
    await using gateway = await startTestGateway({ now: START });
    const saved = await gateway.save(draftOf("urn:a"), draftOf("urn:b"));
    const [a = 0, b = 0] = saved.map(({ id }) => Number(id));
    const { nextToken } = await poll(gateway, { since: "now" });
    const desks = await openDesks(gateway);
    const write = async (em: ReturnType<typeof desks.em>, id: number, change: string) => {
      await em.execute(`update articles set ${change} where id = ${id}`);
      await recordChanges(em, [{ articleId: id, kind: "UPDATED", changedFields: [] }], START);
    };
    const hasBegun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    if (!isServer) mayEnd.resolve();

    const slow = writing(desks.em(), async (em) => {
      await write(em, a, "headline = 'A'");
      hasBegun.resolve();
      await mayEnd.promise;
      await write(em, b, "headline = 'B at last'");
    });
    await hasBegun.promise;
    const quick = writing(desks.em(), (em) => write(em, b, "status = 'DRAFT'"));
    const meanwhile = isServer ? await poll(gateway, { since: nextToken }) : { changes: [], nextToken };
    mayEnd.resolve();
    await Promise.all([slow, quick]);
    const afterwards = await follow(gateway, { since: meanwhile.nextToken });
    const one = await follow(gateway, { since: nextToken, first: 1 });
    await desks.close();

    expect(brief(meanwhile.changes)).toEqual([]);
    for (const { changes } of [afterwards, one])
      expect(brief(changes)).toEqual(["UPDATED urn:a", `UPDATED Article:${b}`, "WITHDRAWN urn:b"]);
  });

  test("would miss what is written without the writers' lock: nothing can be", async () => {
    await using gateway = await startTestGateway({ now: START });
    const [saved] = await gateway.save(draftOf("urn:a"));
    const logged = gateway.database
      .em()
      .transactional((em) =>
        recordChanges(em, [{ articleId: Number(saved?.id), kind: "UPDATED", changedFields: [] }], START),
      );

    await expect(logged).rejects.toThrow(/kiosque\.write_id|invalid input syntax for type uuid/);
  });
});
