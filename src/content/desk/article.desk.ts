import { randomUUID } from "node:crypto";
import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { CorrectionKind } from "../../database/vocabulary.ts";
import type { ArticleDraft } from "../article/article.draft.ts";
import { MAX_LENGTH } from "../article/article.limits.ts";
import { readArticles } from "../article/article-rows.commands.ts";
import { slugHolders } from "../article/article-slugs.commands.ts";
import { isSamePart } from "../article/article-version.rules.ts";
import { writeOf } from "../article/article-write.ts";
import { recallHolds } from "../article/source-holds.commands.ts";
import { OWNABLE, type OwnablePart } from "../article/two-authors.rules.ts";
import { writeArticles } from "../article/write-articles.commands.ts";
import { purgedTags } from "../change/purged-tags.ts";
import { type ArticleInput, type ArticlePatch, withTexts } from "./article-patch.ts";
import { withReferences } from "./article-references.ts";
import { type Desk, write, type Written } from "./desk.ts";
import { withBody } from "./desk-body.ts";
import { type Addressed, editArticle, type Edited, type OpenArticle } from "./edit-article.ts";
import { Problems } from "./problems.ts";

/** Makes a draft; `publishArticle` brings it out. */
export function createArticle(desk: Desk, input: ArticleInput): Promise<Written> {
  return write(desk, async (em, now) => {
    const problems = new Problems();
    const language = problems.language(input.language, ["input", "language"]);
    const uri =
      input.uri == null ? `urn:uuid:${randomUUID()}` : problems.uri(input.uri, MAX_LENGTH.uri, ["input", "uri"]);
    const bare: ArticleDraft = {
      uri,
      headline: input.headline,
      language,
      status: "DRAFT",
      representation: "FULL",
      contributors: [],
      tags: [],
      images: [],
      related: [],
    };
    const draft = await patched(bare, input, { desk, em, now, problems, at: "input", articleId: undefined });
    if ((await readArticles(em, [uri])).size > 0)
      problems.add("TAKEN", ["input", "uri"], "Another article has this uri.");
    const { facts, edition } = (await recallHolds(em, [uri])).of(uri);
    if (facts.sourceStatus === "CANCELED")
      problems.add("WITHDRAWN", ["input", "uri"], "The story of this uri was cancelled by its source, which is final.");
    problems.refuse();
    const written = writeOf(
      {
        draft,
        facts: { ...facts, deskStatus: "DRAFT" },
        edition: { ...edition, representation: "FULL" },
        bodyJson: JSON.stringify(draft.body ?? []),
        held: undefined,
        changedAt: null,
        deskFields: ownedBy(input),
      },
      now,
    );
    const { ids, changes } = await writeArticles(em, [written], { now, edgesOf: "DESK" });
    return { articleId: ids.get(uri) ?? null, cacheTags: await purgedTags(em, changes, now) };
  });
}

export function updateArticle(desk: Desk, addressed: Addressed, patch: ArticlePatch): Promise<Written> {
  return editArticle(desk, addressed, {
    step: "update",
    kind: "UPDATED",
    edit: (article) => changed(desk, article, { patch }),
  });
}

export interface CorrectionInput {
  kind: CorrectionKind;
  /** What readers are told. */
  note: string;
  patch: ArticlePatch;
}

/** Puts an error right and says so. */
export function correctArticle(desk: Desk, addressed: Addressed, correction: CorrectionInput): Promise<Written> {
  const problems = new Problems();
  const text = problems.required(correction.note, MAX_LENGTH.note, ["note"]);
  return editArticle(desk, addressed, {
    step: "correct",
    kind: "CORRECTED",
    edit: (article) => changed(desk, article, { patch: correction.patch, problems }),
    async also(em, version, now) {
      await sql`
        insert into corrections (article_id, version, kind, at, text)
        values (${addressed.articleId}, ${version}, ${correction.kind}, ${now.toISOString()}, ${text})`.execute(
        em.getKysely(),
      );
    },
  });
}

interface Patching {
  desk: Desk;
  em: EntityManager;
  now: Date;
  problems: Problems;
  /** The argument that the patch is. */
  at: string;
  /** Undefined: it is new. */
  articleId: number | undefined;
}

async function changed(
  desk: Desk,
  { em, draft, held, now }: OpenArticle,
  { patch, problems = new Problems() }: { patch: ArticlePatch; problems?: Problems },
): Promise<Edited> {
  const edited = await patched(draft, patch, { desk, em, now, problems, at: "patch", articleId: held.id });
  problems.refuse();
  const written = ownedBy(patch).filter((part) => !isSamePart(part, draft[part], edited[part]));
  return { draft: edited, deskFields: [...new Set([...held.deskFields, ...written])] };
}

/** Parts of the draft that a patch makes the desk's own. */
const ownedBy = ({ bodyHtml, ...patch }: ArticlePatch): OwnablePart[] =>
  OWNABLE.filter((part) => (part === "body" ? bodyHtml : patch[part]) !== undefined);

async function patched(draft: ArticleDraft, patch: ArticlePatch, on: Patching): Promise<ArticleDraft> {
  const { desk, em, now, problems, at, articleId } = on;
  const worded = withTexts(draft, patch, { problems, at });
  if (patch.slug != null) {
    const holder = (await slugHolders(em, [patch.slug])).get(patch.slug);
    if (holder !== undefined && holder !== articleId)
      problems.add("TAKEN", [at, "slug"], `Another article has or had the slug ${patch.slug}.`);
  }
  const referring = await withReferences(worded, patch, { em, problems, at, now, licence: desk.licence });
  if (patch.bodyHtml === undefined) return referring;
  const storiesWithoutPlace = patch.storiesWithoutPlace ?? "REFUSE";
  return withBody(referring, patch.bodyHtml ?? "", { em, now, problems, at, desk, storiesWithoutPlace });
}
