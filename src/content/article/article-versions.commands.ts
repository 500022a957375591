import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { recordset, recordsetOf } from "../recordset.ts";
import { isSyndicatable } from "./article-row.rules.ts";
import { changedFields, type Snapshot, stored } from "./article-version.rules.ts";
import { type ArticleWrite, isStub } from "./article-write.ts";
import { type Publication, shownFrom } from "./publication.rules.ts";
import { keepKnown, type Step, unnoticed } from "./unnoticed.commands.ts";

/** What a write has made of an article. */
export interface NewVersion {
  articleId: number;
  version: number;
  headline: string;
  changedFields: string[];
  visibleFrom: string | null;
  /** Nothing of it is for readers: they keep the version before it. */
  isUnnoticed: boolean;
}

interface Written {
  ids: ReadonlyMap<string, number>;
  slugs: ReadonlyMap<string, string>;
  now: Date;
}

/** Puts on record what was just written, stubs excepted; of articles we had, with what has changed. */
export async function recordVersions(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  { ids, slugs, now }: Written,
): Promise<NewVersion[]> {
  const recorded = writes.filter(({ version }) => version > 0);
  if (recorded.length === 0) return [];
  const before = await snapshotsBefore(em, recorded);
  const steps = recorded.map((write): Step & { snapshot: string } => {
    const { draft, bodyJson, version, held, publication } = write;
    const articleId = ids.get(draft.uri) ?? 0;
    const kept = { slug: slugs.get(draft.uri) ?? "", isSyndicatable: isSyndicatable({ draft, held }) };
    const snapshot = snapshotJson({ ...draft, ...published(publication), ...kept }, bodyJson);
    const previous = write.before ? (stored(write.before) as Snapshot) : before.get(articleId);
    const pair = previous && ([previous, JSON.parse(snapshot) as Snapshot] as const);
    const made: NewVersion = {
      articleId,
      version,
      headline: draft.headline,
      changedFields: pair ? changedFields(...pair) : [],
      visibleFrom: shownFrom(publication)?.toISOString() ?? null,
      isUnnoticed: false,
    };
    return { write, made, pair, snapshot };
  });
  const quiet = await unnoticed(em, steps, now);
  for (const { made } of quiet) Object.assign(made, { visibleFrom: null, isUnnoticed: true });
  await keepKnown(em, quiet);
  const rows = steps.map(
    ({ made, snapshot }) => `${JSON.stringify({ ...made, at: now }).slice(0, -1)},"snapshot":${snapshot}}`,
  );
  await sql`
    insert into article_versions (article_id, version, at, headline, changed_fields, visible_from, snapshot)
    select "articleId", version, at, headline, "changedFields", "visibleFrom", snapshot
    from ${recordsetOf(rows)} as t("articleId" bigint, version int, at timestamptz, headline text, "changedFields" json,
      "visibleFrom" timestamptz, snapshot json)`.execute(em.getKysely());
  return steps.map(({ made }) => made);
}

/** What readers go by, as a draft has it. */
const published = ({ status, publishedAt, embargoedUntil }: Publication) => ({
  status,
  publishedAt: publishedAt ?? undefined,
  embargoedUntil: embargoedUntil ?? undefined,
});

/** The body is JSON already, and most of it. */
function snapshotJson(draft: object, bodyJson: string): string {
  const json = JSON.stringify({ ...draft, body: undefined });
  return bodyJson === "" ? json : `${json.slice(0, -1)},"body":${bodyJson}}`;
}

async function snapshotsBefore(em: EntityManager, writes: readonly ArticleWrite[]): Promise<Map<number, Snapshot>> {
  const held = writes.flatMap(({ held: article, before }) => (article && !isStub(article) && !before ? [article] : []));
  if (held.length === 0) return new Map();
  const keys = held.map(({ id, version }) => ({ id, version }));
  const { rows } = await sql<{ id: string; snapshot: Snapshot }>`
    select v.article_id as id, v.snapshot from ${recordset(keys)} as t(id bigint, version int)
    join article_versions as v on v.article_id = t.id and v.version = t.version
    where v.snapshot is not null`.execute(em.getKysely());
  return new Map(rows.map(({ id, snapshot }) => [Number(id), snapshot]));
}
