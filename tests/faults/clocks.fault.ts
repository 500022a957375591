import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writersTime } from "../../src/content/article/writers-lock.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { makeKey } from "../support/make-key.ts";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { openServerDatabase } from "./server-database.support.ts";

const MINUTE_MS = 60_000;
/** By so much the clock of one gateway is ahead of the database's, and that of the other behind it. */
const APART_MS = 30 * MINUTE_MS;
const SHIFTED_CLOCK = pathToFileURL(join(import.meta.dirname, "shifted-clock-process.ts")).href;
const SCOPES = ["content:read", "content:desk", "content:write"] as const;

type Gateway = Awaited<ReturnType<typeof startGatewayProcess>>;

let server: Awaited<ReturnType<typeof openServerDatabase>>;
let database: Database;
let ahead: Gateway;
let behind: Gateway;
let key: string;
beforeAll(async () => {
  server = await openServerDatabase();
  const url = server.urlAt(server.address.port);
  database = await openDatabase({ url });
  key = (await makeKey(database, { scopes: SCOPES }, new Date())).token;
  const start = (shiftMs: number) =>
    startGatewayProcess({
      DATABASE_URL: url,
      CLOCK_SHIFT_MS: `${shiftMs}`,
      NODE_OPTIONS: `--import=${SHIFTED_CLOCK}`,
    });
  [ahead, behind] = await Promise.all([start(APART_MS), start(-APART_MS)]);
}, 180_000);
afterAll(async () => {
  await ahead[Symbol.asyncDispose]();
  await behind[Symbol.asyncDispose]();
  await database.close();
  await server.drop();
});

/** The data of an answer that has no errors. */
async function ask<Data>(gateway: Gateway, query: string, as?: string): Promise<Data> {
  const { body } = await gateway.post(query, as);
  expect(body).not.toHaveProperty("errors");
  return (body as { data: Data }).data;
}

async function publish(gateway: Gateway, headline: string, at?: Date): Promise<string> {
  const { createArticle } = await ask<{ createArticle: { articleId: string } }>(
    gateway,
    `mutation { createArticle(input: { headline: "${headline}", language: "fr" }) { articleId } }`,
    key,
  );
  const moment = at ? `, at: "${at.toISOString()}"` : "";
  const { publishArticle } = await ask<{ publishArticle: { problems: object[] } }>(
    gateway,
    `mutation { publishArticle(id: "${createArticle.articleId}"${moment}) { problems { code } } }`,
    key,
  );
  expect(publishArticle).toEqual({ problems: [] });
  return createArticle.articleId;
}

async function headlineOn(gateway: Gateway, id: string): Promise<string | null> {
  const { node } = await ask<{ node: { headline: string } | null }>(
    gateway,
    `{ node(id: "${id}") { ... on Article { headline } } }`,
  );
  return node?.headline ?? null;
}

/** A mirror of the stories, kept up by polls of whichever gateway. */
function openMirror() {
  const stories = new Map<string, string>();
  let since: string | null = null;
  return {
    stories,
    async poll(gateway: Gateway) {
      for (let hasMore = true; hasMore;) {
        const { changes } = await ask<{
          changes: {
            nextToken: string;
            hasMore: boolean;
            changes: { entityId: string; article: { headline: string } | null }[];
          };
        }>(
          gateway,
          `{ changes(since: ${JSON.stringify(since)}, filter: { types: [ARTICLE] }) {
            nextToken hasMore changes { entityId article { headline } } } }`,
        );
        for (const { entityId, article } of changes.changes) {
          if (article) stories.set(entityId, article.headline);
          else stories.delete(entityId);
        }
        ({ nextToken: since, hasMore } = changes);
      }
    },
  };
}

test("What is published at once on one gateway is there on the other, and no follower of either or both lacks it", async () => {
  const [ofAhead, ofBehind, ofBoth] = [openMirror(), openMirror(), openMirror()];
  const published = new Map<string, string>();
  for (let turn = 0; turn < 6; turn++) {
    const [here, there] = turn % 2 === 0 ? [ahead, behind] : [behind, ahead];
    const id = await publish(here, `Story ${turn}`);
    published.set(id, `Story ${turn}`);
    await ofBoth.poll(there);
    await ofAhead.poll(ahead);
    await ofBehind.poll(behind);

    expect([await headlineOn(there, id), await headlineOn(here, id)]).toEqual([`Story ${turn}`, `Story ${turn}`]);
    expect([ofAhead.stories, ofBehind.stories, ofBoth.stories]).toEqual([published, published, published]);
  }
}, 120_000);

test("A story to come is there on neither before its moment, and on both from it on", async () => {
  const mirror = openMirror();
  await mirror.poll(ahead);
  const now = await writersTime(database.em());
  // By the clock of one its moment is over.
  const far = await publish(behind, "Far", new Date(now.getTime() + APART_MS / 2));
  const soonAt = new Date((await writersTime(database.em())).getTime() + 1_500);
  const soon = await publish(ahead, "Soon", soonAt);
  for (const gateway of [ahead, behind, ahead]) await mirror.poll(gateway);
  expect([await headlineOn(ahead, far), await headlineOn(behind, far), mirror.stories.has(far)]).toEqual([
    null,
    null,
    false,
  ]);

  await expect.poll(() => writersTime(database.em()), { timeout: 20_000 }).toSatisfy((time: Date) => time >= soonAt);
  await mirror.poll(behind);

  expect([await headlineOn(behind, soon), await headlineOn(ahead, soon), mirror.stories.get(soon)]).toEqual([
    "Soon",
    "Soon",
    "Soon",
  ]);
}, 120_000);

test("Who begins « now » on one gateway and goes on at the other is told what is published from then on", async () => {
  for (const [here, there] of [
    [ahead, behind],
    [behind, ahead],
  ] as const) {
    const { changes: start } = await ask<{ changes: { nextToken: string } }>(
      here,
      `{ changes(since: "now") { nextToken } }`,
    );
    const id = await publish(there, "News");
    const { changes } = await ask<{ changes: { changes: object[] } }>(
      there,
      `{ changes(since: "${start.nextToken}", filter: { types: [ARTICLE] }) { changes { kind entityId article { headline } } } }`,
    );

    expect(changes.changes).toEqual([{ kind: "PUBLISHED", entityId: id, article: { headline: "News" } }]);
  }
});

test("A key is in force on both until it expires by the database's clock, and then on neither", async () => {
  const now = (await writersTime(database.em())).getTime();
  const statusesOf = async (expiresAt: Date) => {
    const { token } = await makeKey(database, { scopes: ["content:read"], expiresAt }, new Date(now));
    return [(await ahead.post("{ __typename }", token)).status, (await behind.post("{ __typename }", token)).status];
  };

  expect(await statusesOf(new Date(now + APART_MS / 2))).toEqual([200, 200]);
  expect(await statusesOf(new Date(now - 1))).toEqual([401, 401]);
});
