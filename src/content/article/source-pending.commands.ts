import type { EntityManager } from "@mikro-orm/sql";
import { SourcePending } from "../../database/entities/source-pending.entity.ts";
import { Article } from "../../database/entities/article.entity.ts";
import type { ArticleDraft } from "./article.draft.ts";
import { revivedInstants } from "./draft-json.ts";
import type { Story } from "./receive.rules.ts";
import { OWNABLE } from "./two-authors.rules.ts";

/** What waits of a story for the desk. */
export interface Pending {
  readonly fields: readonly string[];
  /** The story itself waits; readers know it from others only. */
  readonly isWhole: boolean;
  /** The source's newest draft. */
  readonly draft: ArticleDraft;
}

export async function readPending(em: EntityManager, articleId: number): Promise<Pending | undefined> {
  const row = await em.findOne(SourcePending, { article: articleId }, { disableIdentityMap: true });
  return row
    ? { fields: row.fields, isWhole: row.isWhole, draft: revivedInstants(row.draft) as ArticleDraft }
    : undefined;
}

export async function savePending(em: EntityManager, articleId: number, pending: Pending): Promise<void> {
  const { fields, isWhole, draft } = pending;
  await em.upsert(SourcePending, { article: articleId, fields: [...fields], isWhole, draft });
}

export async function clearPending(em: EntityManager, articleIds: readonly number[]): Promise<void> {
  if (articleIds.length > 0) await em.nativeDelete(SourcePending, { article: { $in: [...articleIds] } });
}

/** The whole of a story waits behind the stub that readers see: of the stub, only what its source says is kept. */
export async function parkWhole(em: EntityManager, story: Story, draft: ArticleDraft): Promise<void> {
  const id = await noteFromSource(em, story);
  const fields = OWNABLE.filter((part) => draft[part] !== undefined);
  await savePending(em, id, { fields, isWhole: true, draft });
}

/** What its source says of a story whose content stays: of one that is known from others only, `settleStubs` goes by it. */
export async function noteFromSource(em: EntityManager, { held, facts, edition }: Story): Promise<number> {
  if (!held) throw new Error("There is no such story.");
  const { sourceStatus, sourcePublishedAt, sourceEmbargoedUntil, deskStatus } = facts;
  const { sourceVersion, sourceUpdatedAt, contentHash } = edition;
  const said = { sourceStatus, sourcePublishedAt, sourceEmbargoedUntil, deskStatus };
  await em.nativeUpdate(Article, { id: held.id }, { ...said, sourceVersion, sourceUpdatedAt, contentHash });
  return held.id;
}
