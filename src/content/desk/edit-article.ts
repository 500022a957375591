import type { EntityManager } from "@mikro-orm/sql";
import type { ChangeKind } from "../../database/vocabulary.ts";
import type { View } from "../reading/viewing.ts";
import type { ArticleDraft } from "../article/article.draft.ts";
import { changedFields, type Snapshot, stored } from "../article/article-version.rules.ts";
import { isStub, writeOf } from "../article/article-write.ts";
import { type ArticleStatus, type LifecycleStep, refusalOf, statusAt } from "../article/lifecycle.rules.ts";
import { mentionHolds } from "../article/mention-holds.ts";
import { type Facts, isLater } from "../article/publication.rules.ts";
import { clearPending, type Pending, readPending } from "../article/source-pending.commands.ts";
import { readStoredArticle, type StoredArticle } from "../article/stored-draft.ts";
import { writeArticles } from "../article/write-articles.commands.ts";
import { purgedTags } from "../change/purged-tags.ts";
import { type Desk, refuse, write, type Written } from "./desk.ts";
import { checkMove } from "./licensed-moves.ts";
import { withOwnNames } from "./own-names.ts";

/** Which article, and which version of it the caller has seen. */
export interface Addressed {
  articleId: number;
  ifVersion?: number | null | undefined;
  /** The argument that names the article. */
  at?: string;
}

/** An article that is open for a change. */
export interface OpenArticle extends StoredArticle {
  em: EntityManager;
  /** When the change is made. */
  now: Date;
  status: ArticleStatus;
  /** What its source has sent and the desk has yet to take or leave. */
  pending: Pending | undefined;
}

/** What the desk makes of an article; what is left out stays. */
export interface Edited {
  draft?: ArticleDraft;
  /** A story that waits whole is taken, as it is. */
  isTaken?: boolean;
  /** What the desk says of it. */
  facts?: Partial<Pick<Facts, "deskStatus" | "deskPublishedAt" | "deskEmbargoedUntil">>;
  /** Parts of the draft that are the desk's own from now on, all of them; as before unless given. */
  deskFields?: readonly string[];
}

/** What an edit answers that changes nothing of the article. */
export const NOTHING: Edited = {};

export interface Edit {
  step: LifecycleStep;
  kind: ChangeKind;
  /** What the article is to become. @throws {RefusedWrite} */
  edit: (article: OpenArticle) => Edited | Promise<Edited>;
  /** What else is written with the new version. */
  also?: (em: EntityManager, version: number, now: Date) => Promise<void>;
}

/**
 * Changes one article: reads it whole, and writes what `edit` makes of it as its next version. When that is the same,
 * and nothing else is to be written, there is no new version.
 */
export function editArticle(desk: Desk, addressed: Addressed, { step, kind, edit, also }: Edit): Promise<Written> {
  return write(desk, async (em, now) => {
    const article = await openArticle(em, { ...addressed, step, view: desk.view }, now);
    const { held, pending } = article;
    const edited = await edit(article);
    if (edited === NOTHING) return { articleId: held.id, cacheTags: [] };
    const draft = edited.draft ?? article.draft;
    checkMove(desk, { before: article.draft, after: draft });
    const standing = await factsOf(article);
    const deskFields = edited.deskFields ?? held.deskFields;
    const facts = { ...standing, ...begun(standing, held.deskFields.length < deskFields.length), ...edited.facts };
    const isSame =
      changedFields(stored(article.draft) as Snapshot, stored(draft) as Snapshot).length === 0 &&
      JSON.stringify([standing, held.deskFields]) === JSON.stringify([facts, deskFields]);
    if (isSame && !also && !edited.isTaken) return { articleId: held.id, cacheTags: [] };
    const isUpdate =
      kind !== "RELATIONS_CHANGED" && article.status === "PUBLISHED" && facts.deskStatus !== "UNPUBLISHED";
    const written = writeOf(
      {
        draft,
        facts,
        // What its source sent last is still what it sent last.
        edition: { ...held, representation: draft.representation },
        bodyJson: draft.body ? JSON.stringify(draft.body) : "",
        held,
        before: isStub(held) ? undefined : article.draft,
        changedAt: isUpdate ? now : (held.changedAt ?? draft.updatedAt ?? null),
        deskFields,
      },
      now,
    );
    const { changes } = await writeArticles(em, [written], { now, edgesOf: "DESK", kind });
    if (pending?.isWhole) await clearPending(em, [held.id]);
    await also?.(em, written.version, now);
    return { articleId: held.id, cacheTags: await purgedTags(em, changes, now) };
  });
}

/** What came without leave to be published is the desk's to publish once it has written of it. */
const begun = ({ deskStatus }: Facts, isWritten: boolean): Partial<Facts> =>
  deskStatus === "PENDING" && isWritten ? { deskStatus: "DRAFT" } : {};

/** A stub that the desk changes becomes a story of its own: as public as it was, by the desk's word, and held as it was. */
async function factsOf({ em, held, pending, status }: OpenArticle): Promise<Facts> {
  if (!isStub(held) || pending?.isWhole) return held;
  const holds = await mentionHolds(em, held.id);
  const { publishedAt: deskPublishedAt, embargoedUntil } = held;
  // A moment that no source named is the desk's to move.
  const deskEmbargoedUntil = isLater(embargoedUntil, holds.sourceEmbargoedUntil) ? embargoedUntil : null;
  return status === "DRAFT"
    ? { ...held, ...holds, deskStatus: "DRAFT" }
    : { ...held, ...holds, deskStatus: "PUBLISHED", deskPublishedAt, deskEmbargoedUntil };
}

/**
 * The article, locked, if the step may be taken. Of a story that waits whole behind a stub it is the whole.
 *
 * @throws {RefusedWrite} NOT_FOUND, VERSION_CONFLICT, and those of the lifecycle
 */
export async function openArticle(
  em: EntityManager,
  {
    articleId,
    ifVersion,
    at = "id",
    step,
    view = "PUBLIC",
  }: Addressed & { step: LifecycleStep; view?: View | undefined },
  now: Date,
): Promise<OpenArticle> {
  const article = await readStoredArticle(em, articleId);
  if (!article) return refuse({ code: "NOT_FOUND", message: `There is no Article:${articleId}.`, path: [at] });
  const { held } = article;
  const version = view === "DESK" ? held.version : held.toldVersion;
  if (ifVersion != null && ifVersion !== version)
    return refuse({
      code: "VERSION_CONFLICT",
      message: `The article is at version ${version}, not ${ifVersion}.`,
      path: ["ifVersion"],
    });
  const pending = await readPending(em, articleId);
  const status = pending?.isWhole ? "DRAFT" : statusAt(lifecycleOf(held), now.toISOString());
  const refusal = refusalOf(step, status);
  if (refusal) return refuse({ ...refusal, path: [at] });
  const named = status === "PUBLISHED" ? article.draft : await withOwnNames(em, article.draft, { articleId, now });
  return { ...article, draft: pending?.isWhole ? pending.draft : named, em, now, status, pending };
}

const lifecycleOf = ({ status, publishedAt, embargoedUntil }: StoredArticle["held"]) => ({
  status,
  publishedAt: publishedAt?.toISOString() ?? null,
  embargoedUntil: embargoedUntil?.toISOString() ?? null,
});
