import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { name } from "../reading/sql.ts";
import { recordset } from "../recordset.ts";
import { readersAt, visible } from "../visibility.ts";
import type { NewVersion } from "./article-versions.commands.ts";
import { areSameEdgesBut, type Snapshot, targetsOf } from "./article-version.rules.ts";
import type { ArticleWrite } from "./article-write.ts";
import { isShown } from "./publication.rules.ts";

/** One article's new version beside the one before it. */
export interface Step {
  readonly write: ArticleWrite;
  readonly made: NewVersion;
  /** Before and after; undefined: it is the first one. */
  readonly pair: readonly [Snapshot, Snapshot] | undefined;
}

/**
 * Those of the steps that readers cannot notice: what they see stays, and nothing is new but edges to what they do not see
 * and did not see before. No statement where none is like that.
 */
export async function unnoticed(em: EntityManager, steps: readonly Step[], now: Date): Promise<Step[]> {
  const candidates = steps.filter(
    ({ write: { held, publication }, made }) =>
      made.changedFields.length === 1 &&
      made.changedFields[0] === "related" &&
      held !== undefined &&
      isShown(held, now) &&
      isShown(publication, now),
  );
  if (candidates.length === 0) return [];
  const uris = candidates.flatMap(({ pair = [] }) => pair.flatMap(targetsOf));
  const hidden = await hiddenOf(em, [...new Set(uris)], now);
  return candidates.filter(({ pair }) => pair && areSameEdgesBut(hidden, ...pair));
}

async function hiddenOf(em: EntityManager, uris: readonly string[], now: Date): Promise<Set<string>> {
  const article = name("a");
  const { rows } = await sql<{ uri: string }>`
    select a.uri from articles as a where a.uri = any(${uris}::text[]) and (${visible(article, readersAt(now))}) is not true
      and coalesce((select c.visible_from from changes as c where c.entity_type = 'ARTICLE' and c.entity_id = a.id
        order by c.id desc limit 1), 'infinity') > ${now.toISOString()}::timestamptz`.execute(em.getKysely());
  return new Set(rows.map(({ uri }) => uri));
}

/** Leaves to readers what they know of these articles: version, time of the last write, time of the last change. */
export async function keepKnown(em: EntityManager, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.flatMap(({ write: { held } }) => {
    if (!held) return [];
    const { id, toldVersion, modifiedAt, changedAt } = held;
    return [{ id, toldVersion, modifiedAt, changedAt }];
  });
  await sql`
    update articles as a set told_version = t."toldVersion", modified_at = t."modifiedAt", updated_at = t."changedAt"
    from ${recordset(rows)} as t(id bigint, "toldVersion" int, "modifiedAt" timestamptz, "changedAt" timestamptz)
    where a.id = t.id`.execute(em.getKysely());
}
