import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
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
