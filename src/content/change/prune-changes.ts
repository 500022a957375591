import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";

/** A transaction deletes so many changes at the most. */
const BATCH = 10_000;

/**
 * Deletes changes made before an instant, except the last of each entity: the log still tells everything there is. The
 * last of all stays, by which tokens say how far it was read.
 * Tokens from before it expire, if anything was deleted.
 *
 * @returns how many were deleted
 */
export async function pruneChanges(em: EntityManager, before: Date): Promise<number> {
  let total = 0;
  for (let pruned = BATCH; pruned === BATCH; total += pruned)
    pruned = await em.transactional((transaction) => pruneBatch(transaction, before));
  return total;
}

async function pruneBatch(em: EntityManager, before: Date): Promise<number> {
  const at = sql`${before}::timestamptz`;
  // Whatever came after a change came before the instant, too: nobody whose token still counts lacks it.
  const { rows } = await sql<{ count: string }>`
    with pruned as (
      delete from changes where id in (
        select c.id from changes as c where c.written_at < ${at} and c.id < (select max(id) from changes) and (c.kind = 'DELETED'
          or exists (select from changes as n where n.entity_type = c.entity_type and n.entity_id = c.entity_id and n.id > c.id and n.written_at < ${at}
            and (c.is_for_desk or not n.is_for_desk)))
        limit ${sql.raw(String(BATCH))})
      returning id
    ), expired as (
      update change_log set pruned_until = greatest(pruned_until, ${at}) where exists (select from pruned)
    )
    select count(*) as count from pruned`.execute(em.getKysely());
  return Number(rows[0]?.count ?? 0);
}
