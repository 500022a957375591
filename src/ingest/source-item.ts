import type { SavedArticle } from "../content/article/article.commands.ts";
import type { SourceItem } from "../content/article/article.draft.ts";
import type { ParsedItem } from "./formats/format.ts";

/** What of an item is to be saved; undefined: it is no article, or faulty and says nothing that can be acted on. */
export const sourceItemOf = ({ draft, hold, problems }: ParsedItem): SourceItem | undefined =>
  problems.length === 0 ? (draft ?? hold) : hold;

/** What the report says of a faulty item besides its problems: that readers are kept from the story all the same. */
export function holdNotes({ hold, problems }: ParsedItem, { outcome }: SavedArticle): string[] {
  if (!hold || problems.length === 0 || outcome === "REJECTED" || outcome === "STALE") return [];
  return [`The item is faulty, but says ${hold.hold.toLowerCase()}: that took effect.`];
}
