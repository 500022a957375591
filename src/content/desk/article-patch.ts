import { MAX_LENGTH } from "../article/article.limits.ts";
import type { ArticleDraft } from "../article/article.draft.ts";
import { cleanText } from "../body/clean-text.ts";
import type { Problems } from "./problems.ts";

export const STORIES_WITHOUT_PLACE = ["REFUSE", "MOVE_TO_END", "REMOVE"] as const;

export type StoriesWithoutPlace = (typeof STORIES_WITHOUT_PLACE)[number];

/** What the desk changes of an article. Undefined leaves a part as it is, null clears it. */
export interface ArticlePatch {
  slug?: string | null | undefined;
  headline?: string | null | undefined;
  kicker?: string | null | undefined;
  standfirst?: string | null | undefined;
  dateline?: string | null | undefined;
  byline?: string | null | undefined;
  /** In the order of the byline. */
  contributors?: readonly number[] | null | undefined;
  section?: number | null | undefined;
  tags?: readonly number[] | null | undefined;
  /** The picture that leads; one in the body, where there is none. */
  leadImage?: number | null | undefined;
  bodyHtml?: string | null | undefined;
  /** What becomes of stories that stand inline now, where `bodyHtml` has no place for them; REFUSE unless said. */
  storiesWithoutPlace?: StoriesWithoutPlace | null | undefined;
  urgency?: number | null | undefined;
  copyrightHolder?: string | null | undefined;
  copyrightNotice?: string | null | undefined;
  usageTerms?: string | null | undefined;
  isSyndicatable?: boolean | null | undefined;
}

/** A new article. */
export interface ArticleInput extends ArticlePatch {
  /** One of ours is made where there is none. */
  uri?: string | null | undefined;
  headline: string;
  language: string;
}

/** Parts that are one line of text, and how long each may be. */
const LINES = {
  kicker: MAX_LENGTH.headline,
  dateline: MAX_LENGTH.name,
  byline: MAX_LENGTH.byline,
  copyrightHolder: MAX_LENGTH.rights,
  copyrightNotice: MAX_LENGTH.rights,
  usageTerms: MAX_LENGTH.rights,
} as const;

/** The draft with the texts and values of a patch; what is wrong with them goes to `problems`, under `at`. */
export function withTexts(draft: ArticleDraft, patch: ArticlePatch, on: { problems: Problems; at: string }) {
  const { problems, at } = on;
  const changed: ArticleDraft = { ...draft };
  if (patch.headline !== undefined)
    changed.headline = problems.required(patch.headline, MAX_LENGTH.headline, [at, "headline"]);
  for (const [part, maxLength] of Object.entries(LINES) as [keyof typeof LINES, number][]) {
    if (patch[part] === undefined) continue;
    const line = problems.line(patch[part], maxLength, [at, part]);
    if (line === undefined) delete changed[part];
    else changed[part] = line;
  }
  if (patch.standfirst !== undefined) setStandfirst(changed, patch.standfirst, on);
  if (patch.slug != null) changed.slug = problems.slug(patch.slug, [at, "slug"]);
  if (patch.urgency !== undefined) setUrgency(changed, patch.urgency, on);
  if (patch.isSyndicatable != null) changed.isSyndicatable = patch.isSyndicatable;
  if (patch.bodyHtml != null && patch.bodyHtml.length > MAX_LENGTH.body)
    problems.line(patch.bodyHtml, MAX_LENGTH.body, [at, "bodyHtml"]);
  return changed;
}

/** The same text keeps its markup. */
function setStandfirst(draft: ArticleDraft, given: string | null, on: { problems: Problems; at: string }) {
  const text = on.problems.line(given, MAX_LENGTH.standfirst, [on.at, "standfirst"]);
  if (text === undefined) delete draft.standfirst;
  else if (cleanText(draft.standfirst?.text ?? "") !== text) draft.standfirst = { text };
}

function setUrgency(draft: ArticleDraft, urgency: number | null, on: { problems: Problems; at: string }) {
  if (urgency === null) delete draft.urgency;
  else draft.urgency = urgency;
  if (urgency !== null && (urgency < 1 || urgency > 9))
    on.problems.add("VALUE_INVALID", [on.at, "urgency"], `urgency is 1 (highest) to 9, got ${urgency}.`);
}
