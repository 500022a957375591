import type { ArticleDraft } from "./article.draft.ts";
import type { Edition } from "./article-outcome.rules.ts";
import { type Facts, isShown, type Publication, publicationOf, shownFrom } from "./publication.rules.ts";

/** An article as it is stored: its source's last edition, what both authors say of it, and what readers go by. */
export interface HeldArticle extends Edition, Facts, Publication {
  id: number;
  slug: string;
  headline: string;
  /** Of ours; 0 for a stub. */
  version: number;
  /** The last version that changed something readers can notice. */
  toldVersion: number;
  isSyndicatable: boolean;
  /** Parts of the draft that the desk wrote. */
  deskFields: readonly string[];
  /** The last change that readers are told of, the source's or the desk's. */
  changedAt: Date | null;
  /** Our last write that readers can notice. */
  modifiedAt: Date | null;
}

/** A story that is known from others only. */
export const isStub = ({ version }: Pick<HeldArticle, "version">): boolean => version === 0;

/** A draft to write, over the article held under its URI if there is one. */
export interface ArticleWrite {
  draft: ArticleDraft;
  facts: Facts;
  publication: Publication;
  edition: Edition;
  /** The draft's body as it is stored; "" when it has none. */
  bodyJson: string;
  /** The article's own that this makes; 0 for a stub. */
  version: number;
  held: HeldArticle | undefined;
  /** The held article's draft, where it was read for this; else its last version says what has changed. */
  before?: ArticleDraft | undefined;
  deskFields: readonly string[];
  changedAt: Date | null;
}

type Given = Pick<ArticleWrite, "draft" | "facts" | "edition" | "bodyJson" | "held" | "changedAt"> &
  Partial<Pick<ArticleWrite, "before" | "deskFields">>;

/** A draft as it is written at an instant, as the next version of what is held. */
export function writeOf(given: Given, now: Date): ArticleWrite {
  const { held } = given;
  const seenBefore = given.facts.seenAt ?? (held && isShown(held, now) ? shownFrom(held) : null);
  // Of a story known from others only, it was they who said when it was published.
  const first = held && !isStub(held) ? held.publishedAt : null;
  const publication = publicationOf({ ...given.facts, seenAt: seenBefore }, first, now);
  const seenAt = seenBefore ?? (isShown(publication, now) ? now : null);
  return {
    deskFields: held?.deskFields ?? [],
    ...given,
    facts: { ...given.facts, seenAt },
    publication,
    version: (held?.version ?? 0) + 1,
  };
}
