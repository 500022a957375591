import type { ArticleDraft } from "../../content/article/article.draft.ts";
import type { Findings } from "./format.ts";
import { MAX_LENGTH } from "./limits.ts";

/** Problems for texts of a draft that are longer than an article may carry; for formats without a schema of their own. */
export function checkLengths(draft: ArticleDraft, findings: Findings): void {
  const check = (path: string, text: string | undefined, maxLength: number) => {
    if (text !== undefined && text.length > maxLength)
      findings.problem(path, `must be at most ${maxLength} characters, got ${text.length}`);
  };
  check("/uri", draft.uri, MAX_LENGTH.uri);
  check("/headline", draft.headline, MAX_LENGTH.headline);
  check("/standfirst", draft.standfirst?.text, MAX_LENGTH.standfirst);
  check("/dateline", draft.dateline, MAX_LENGTH.name);
  check("/byline", draft.byline, MAX_LENGTH.byline);
  check("/copyrightHolder", draft.copyrightHolder, MAX_LENGTH.rights);
  check("/copyrightNotice", draft.copyrightNotice, MAX_LENGTH.rights);
  draft.section?.forEach(({ name }, index) => check(`/section/${index}/name`, name, MAX_LENGTH.name));
  draft.tags.forEach(({ name }, index) => check(`/tags/${index}/name`, name, MAX_LENGTH.name));
  draft.contributors.forEach((contributor, index) => {
    check(`/contributors/${index}/name`, contributor.name, MAX_LENGTH.name);
    check(`/contributors/${index}/uri`, contributor.uri, MAX_LENGTH.uri);
  });
  draft.images.forEach(({ url }, index) => check(`/images/${index}/url`, url, MAX_LENGTH.uri));
  draft.related.forEach(({ target }, index) => {
    check(`/related/${index}/uri`, target.uri, MAX_LENGTH.uri);
    check(`/related/${index}/headline`, target.headline, MAX_LENGTH.headline);
  });
}
