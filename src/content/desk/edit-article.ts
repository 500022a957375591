import type { EntityManager } from "@mikro-orm/sql";
import type { ChangeKind } from "../../database/vocabulary.ts";
import type { ArticleDraft } from "../article/article.draft.ts";
import { changedFields, type Snapshot } from "../article/article-version.rules.ts";
import { lifecycleOf } from "../article/article-versions.commands.ts";
import { type ArticleStatus, type LifecycleStep, refusalOf, statusAt } from "../article/lifecycle.rules.ts";
import { writeArticles } from "../article/write-articles.commands.ts";
import { type Desk, refuse, write, type Written } from "./desk.ts";
import { type DeskArticle, readDeskArticle } from "./held-draft.ts";

/** Which article, and which version of it the caller has seen. */
export interface Addressed {
  articleId: number;
  ifVersion?: number | null | undefined;
  /** The argument that names the article. */
  at?: string;
}

/** An article that is open for a change. */
export interface OpenArticle extends DeskArticle {
  em: EntityManager;
  status: ArticleStatus;
}

export interface Edit {
  step: LifecycleStep;
  kind: ChangeKind;
  /** What the article is to become. @throws {RefusedWrite} */
  draft: (article: OpenArticle) => ArticleDraft | Promise<ArticleDraft>;
  /** What else is written with the new version. */
  also?: (em: EntityManager, version: number) => Promise<void>;
}

/**
 * Changes one article: reads it whole, and writes what `edit` makes of it as its next version. When that is the same,
 * and nothing else is to be written, there is no new version.
 */
export function editArticle(desk: Desk, addressed: Addressed, edit: Edit): Promise<Written> {
  return write(desk, async (em) => {
    const article = await openArticle(desk, em, { ...addressed, step: edit.step });
    const { held, status } = article;
    const draft = await edit.draft(article);
    if (!edit.also && changedFields(plain(article.draft), plain(draft)).length === 0)
      return { articleId: held.id, cacheTags: [] };
    const isUpdate = edit.kind !== "RELATIONS_CHANGED" && status === "PUBLISHED" && draft.status === "PUBLISHED";
    const written = isUpdate ? { ...draft, updatedAt: desk.now } : draft;
    const version = held.version + 1;
    const { changes } = await writeArticles(
      em,
      [
        {
          draft: written,
          // What its source sent last is still what it sent last.
          edition: { ...held, updatedAt: written.updatedAt ?? null, representation: written.representation },
          bodyJson: written.body ? JSON.stringify(written.body) : "",
          version,
          held,
        },
      ],
      { now: desk.now, edgesOf: "DESK", kind: edit.kind },
    );
    await edit.also?.(em, version);
    return { articleId: held.id, cacheTags: changes.flatMap((change) => change.cacheTags) };
  });
}

/**
 * The article, locked, if the step may be taken.
 *
 * @throws {RefusedWrite} NOT_FOUND, VERSION_CONFLICT, and those of the lifecycle
 */
export async function openArticle(
  { now }: Desk,
  em: EntityManager,
  { articleId, ifVersion, at = "id", step }: Addressed & { step: LifecycleStep },
): Promise<OpenArticle> {
  const article = await readDeskArticle(em, articleId);
  if (!article) return refuse({ code: "NOT_FOUND", message: `There is no Article:${articleId}.`, path: [at] });
  const { version } = article.held;
  if (ifVersion != null && ifVersion !== version)
    return refuse({
      code: "VERSION_CONFLICT",
      message: `The article is at version ${version}, not ${ifVersion}.`,
      path: ["ifVersion"],
    });
  const status = statusAt(lifecycleOf(article.draft), now.toISOString());
  const refusal = refusalOf(step, status);
  if (refusal) return refuse({ ...refusal, path: [at] });
  return { ...article, em, status };
}

const plain = (draft: ArticleDraft) => JSON.parse(JSON.stringify(draft)) as Snapshot;
