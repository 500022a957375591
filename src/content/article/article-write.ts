import type { ArticleStatus } from "../../database/vocabulary.ts";
import type { ArticleDraft } from "./article.draft.ts";
import type { Edition } from "./article-outcome.rules.ts";

/** An article as we have it. */
export interface HeldArticle extends Edition {
  id: number;
  slug: string;
  status: ArticleStatus;
  /** Of ours; 0 for a stub. */
  version: number;
  hasTime: boolean;
  isSyndicatable: boolean;
}

/** A draft to write, over the article held under its URI if there is one. */
export interface ArticleWrite {
  draft: ArticleDraft;
  edition: Edition;
  /** The draft's body as it is stored; "" when it has none. */
  bodyJson: string;
  /** The article's own that this makes; 0 for a stub. */
  version: number;
  held: HeldArticle | undefined;
}
