import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { name } from "../reading/sql.ts";
import { readersAt, visible } from "../visibility.ts";
import { wasShown } from "./former-slugs.commands.ts";
import { VANISHING_KINDS, type WithdrawalKind } from "../../database/vocabulary.ts";
import type { Sql } from "../reading/sql.ts";

/*
 * Withdrawals of most kinds leave a tombstone: whoever has the link is told that the story is gone. Of some kinds strangers
 * learn nothing: there is nothing at its paths, and nobody is told its address; its followers are told to remove it.
 */

const KINDS = sql.raw(VANISHING_KINDS.map((kind) => `'${kind}'`).join(", "));

/** Whether a withdrawal leaves a tombstone. */
export const leavesTombstone = (withdrawal: Sql): Sql => sql`${withdrawal}.kind not in (${KINDS})`;

/** Whether an article has vanished, by its id. */
export const hasVanished = (articleId: Sql): Sql =>
  sql`exists (select from withdrawals as w where w.article_id = ${articleId} and w.kind in (${KINDS}))`;

/**
 * Gives articles that are to be withdrawn, and that readers never saw under their slug, one that says nothing: a tombstone
 * stands at the paths that readers know. Goes by the versions as they are before the withdrawal.
 */
export async function dropUnseenSlugs(em: EntityManager, articleIds: readonly number[], now: Date): Promise<void> {
  await sql`
    update articles as a set slug = 'withdrawn-' || gen_random_uuid()
    where a.id = any(${articleIds}::bigint[]) and (${visible(name("a"), readersAt(now))}) is not true
      and not (a.version = 0 and a.seen_at is not null)
      and not ${wasShown(name("a.id"), name("a.slug"), now)}`.execute(em.getKysely());
}

/**
 * Gives those of the withdrawn articles that vanish a slug that says nothing, by which the desk finds them. The ones they
 * had, which tell their headlines, are free for other stories.
 */
export async function vanish(
  em: EntityManager,
  withdrawals: readonly { articleId: number; kind: WithdrawalKind }[],
): Promise<void> {
  const vanishing: ReadonlySet<WithdrawalKind> = new Set(VANISHING_KINDS);
  const ids = withdrawals.filter(({ kind }) => vanishing.has(kind)).map(({ articleId }) => articleId);
  if (ids.length === 0) return;
  await sql`
    with renamed as (
      update articles set slug = 'withdrawn-' || gen_random_uuid() where id = any(${ids}::bigint[]) returning id
    )
    delete from former_slugs as f using renamed where f.article_id = renamed.id`.execute(em.getKysely());
}
