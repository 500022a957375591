import { jsonLdText } from "./json-ld.ts";
import type { Page } from "./page.ts";

/** Of stages before it is published, or after it was taken back. */
const HELD_BACK = new Set(
  (
    "draft incomplete unfinished pending review unpublished private hold withheld embargoed rejected " +
    "withdrawn retracted deleted removed canceled cancelled killed trash trashed"
  ).split(" "),
);
/** Of stages in which people read it: what is obsolete or archived is old, not gone. */
const READ = new Set(
  "published public live active final complete completed updated corrected obsolete archived".split(" "),
);

/**
 * Why readers must not see the page's article by its schema.org `creativeWorkStatus`, a sentence for the report; undefined: they may.
 *
 * The property tells a stage in a lifecycle, in words that every house chooses for itself (schema.org names Incomplete,
 * Draft, Published and Obsolete). So nothing of it is a kill, which would be final: what was retracted is withheld, and its
 * page can bring it back. A word that nobody knows is told, as most of them are harmless.
 */
export function withheldIn({ jsonLd, findings }: Page): string | undefined {
  const statuses = jsonLd.values(jsonLd.article["creativeWorkStatus"]).flatMap((value) => jsonLdText(value) ?? []);
  for (const status of statuses) {
    const words = wordsIn(status);
    const said = `The page calls itself « ${status.slice(0, 60)} »`;
    if (words.some((word) => HELD_BACK.has(word))) return `${said}: withheld from readers.`;
    if (!words.some((word) => READ.has(word)))
      findings.note(`${said}, a status that is not known: readers may see it.`);
  }
  return undefined;
}

/** Of `https://schema.org/PendingReview`, too. */
const wordsIn = (status: string): string[] =>
  status
    .replace(/^https?:\S*[/#]/i, "")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase()
    .split(/[^\p{L}]+/u);
