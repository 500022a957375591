import { setTimeout as sleep } from "node:timers/promises";
import type { EntityManager } from "@mikro-orm/sql";
import { writing } from "../../../src/content/article/write-articles.commands.ts";
import { recordChanges } from "../../../src/content/change/record-changes.ts";
import type { ChangeKind } from "../../../src/database/vocabulary.ts";
import type { TestGateway } from "./follow.ts";

/** The same numbers for the same seed: `pick(n)` is 0 to n - 1. */
export function dice(seed: number) {
  let state = seed;
  return function pick(below: number): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** So short that no transaction takes as long as a write may: see told-changes.ts. */
export const STEP_MS = 1_000;
const DAY_MS = 24 * 60 * 60_000;

interface Story {
  status: "DRAFT" | "PUBLISHED" | "WITHDRAWN";
  publishedAt: Date | null;
  embargoedUntil: Date | null;
}

/** Whatever may become of a story, its moment within thirty steps of now. */
function anyState(pick: ReturnType<typeof dice>, now: Date): Story {
  const moment = () => new Date(now.getTime() + (pick(60) - 30) * STEP_MS);
  return {
    status: (["PUBLISHED", "PUBLISHED", "PUBLISHED", "PUBLISHED", "DRAFT", "WITHDRAWN"] as const)[pick(6)] ?? "DRAFT",
    publishedAt: pick(8) === 0 ? null : moment(),
    embargoedUntil: pick(4) === 0 ? moment() : null,
  };
}

/** What readers must never see: a draft, or a story whose moment is far away. */
const secretState = (pick: ReturnType<typeof dice>, now: Date): Story => ({
  status: pick(2) === 0 ? "DRAFT" : "PUBLISHED",
  publishedAt: new Date(now.getTime() + (1 + pick(3)) * DAY_MS),
  embargoedUntil: null,
});

const literal = (date: Date | null) => (date ? `'${date.toISOString()}'` : "null");

/** One transaction of a desk: some stories written one after the other, with time passing in between and before its end. */
export async function writeSome(gateway: TestGateway, em: EntityManager, pick: ReturnType<typeof dice>): Promise<void> {
  await writing(em, async (transaction) => {
    const rows = await transaction.execute<{ id: string; uri: string }[]>("select id, uri from articles order by id");
    const chosen = rows.filter(() => pick(4) === 0).slice(0, 4);
    for (const { id, uri } of chosen) await writeOne(gateway, transaction, { pick, id: Number(id), uri });
    if (pick(3) === 0) await create(gateway, transaction, pick);
    await sleep(pick(12));
    if (pick(10) === 0) throw new Undone();
  });
}

class Undone extends Error {}
export const unlessUndone = (error: unknown) => {
  if (!(error instanceof Undone)) throw error;
};

interface Writing {
  pick: ReturnType<typeof dice>;
  id: number;
  uri: string;
}

async function writeOne(gateway: TestGateway, em: EntityManager, { pick, id, uri }: Writing) {
  // The desk looks at the clock, and then may have to wait for whoever writes the story.
  const { now } = gateway.clock;
  const isSecret = uri.startsWith("urn:secret");
  if (!isSecret && pick(12) === 0) {
    await recordChanges(em, [{ articleId: id, kind: "DELETED", changedFields: [] }], now);
    await em.execute(`delete from articles where id = ${id}`);
    return;
  }
  const { status, publishedAt, embargoedUntil } = (isSecret ? secretState : anyState)(pick, now);
  await em.execute(`update articles set status = '${status}', published_at = ${literal(publishedAt)},
    embargoed_until = ${literal(embargoedUntil)}, headline = 'Headline ${pick(1000)}', version = version + 1 where id = ${id}`);
  const kind: ChangeKind = pick(5) === 0 ? "CORRECTED" : "UPDATED";
  await recordChanges(em, [{ articleId: id, kind, changedFields: ["headline"] }], now);
  await sleep(pick(8));
}

async function create(gateway: TestGateway, em: EntityManager, pick: ReturnType<typeof dice>) {
  const { now } = gateway.clock;
  const uri = `urn:${pick(4) === 0 ? "secret" : "story"}:${pick(1e9)}`;
  const { status, publishedAt, embargoedUntil } = (uri.startsWith("urn:secret") ? secretState : anyState)(pick, now);
  const [row] = await em.execute<{ id: string }[]>(`insert into articles
    (uri, slug, headline, summary, language, status, representation, published_at, embargoed_until, modified_at, version)
    values ('${uri}', '${uri.replaceAll(":", "-")}', 'New', '', 'en', '${status}', 'FULL', ${literal(publishedAt)},
      ${literal(embargoedUntil)}, now(), 1) returning id`);
  await recordChanges(em, [{ articleId: Number(row?.id), kind: "UPDATED", changedFields: [] }], now);
}
