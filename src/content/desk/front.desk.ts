import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { MAX_LENGTH } from "../article/article.limits.ts";
import { recordEntityChanges } from "../change/record-entity-changes.ts";
import { recordset } from "../recordset.ts";
import { readersAt, visible } from "../visibility.ts";
import { type Desk, refuse, write, type Written } from "./desk.ts";
import { readTargets } from "./desk-targets.ts";
import { Problems } from "./problems.ts";

export interface FrontSlotInput {
  articleId: number;
  /** The editor's words; none: the article's own. */
  headline?: string | null | undefined;
}

/** Puts these stories on a section's front, in this order, in place of those that the desk had put there. */
export function setFront(
  desk: Desk,
  { sectionId, slots }: { sectionId: number; slots: readonly FrontSlotInput[] },
): Promise<Written> {
  return write(desk, async (em, now) => {
    const db = em.getKysely();
    const section = await sql`select from sections where id = ${sectionId}`.execute(db);
    if (section.rows.length === 0)
      return refuse({ code: "NOT_FOUND", message: `There is no Section:${sectionId}.`, path: ["sectionId"] });
    const problems = new Problems();
    const headlines = slots.map(({ headline }, index) =>
      problems.line(headline, MAX_LENGTH.headline, ["slots", String(index), "headline"]),
    );
    const targets = await readTargets(
      em,
      slots.map(({ articleId }) => articleId),
      { problems, list: "slots", now },
    );
    problems.refuse();
    const rows = targets.map(({ id }, index) => ({ position: index + 1, article: id, headline: headlines[index] }));
    const before = await seenSlots(em, sectionId, now);
    await sql`delete from front_slots where section_id = ${sectionId}`.execute(db);
    await sql`
      insert into front_slots (section_id, position, article_id, headline)
      select ${sectionId}, position, article, headline
      from ${recordset(rows)} as t(position smallint, article bigint, headline text)`.execute(db);
    const isForDesk = before === (await seenSlots(em, sectionId, now));
    await recordEntityChanges(
      em,
      [{ type: "SECTION", id: sectionId, kind: "UPDATED", fields: ["front"], isForDesk }],
      now,
    );
    return { articleId: null, cacheTags: [`Section:${sectionId}`] };
  });
}

/** What readers may have seen of what the desk put on a front. */
async function seenSlots(em: EntityManager, sectionId: number, now: Date): Promise<string | null> {
  const { rows } = await sql<{ slots: string | null }>`
    select json_agg(json_build_array(f.article_id, f.headline) order by f.position)::text as slots
    from front_slots as f join articles as a on a.id = f.article_id
    where f.section_id = ${sectionId} and (a.seen_at is not null or (${visible(sql`a`, readersAt(now))}))`.execute(
    em.getKysely(),
  );
  return rows[0]?.slots ?? null;
}
