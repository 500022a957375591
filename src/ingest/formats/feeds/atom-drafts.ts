import type { Element } from "domhandler";
import { textContent } from "domutils";
import { elementsNamed, feedElements } from "./atom-elements.ts";
import { uriOf } from "./feed-entry.ts";

/**
 * What an Atom feed's entries say of being drafts (RFC 5023, 13.1.1), which feedsmith reads of one namespace only and without the
 * words. Feeds from before the RFC have another namespace, so that each will do, as no draft is to be shown for a wrong one.
 *
 * @returns by an entry's uri the words of the next entry in the feed that has it
 */
export function draftWords(feed: string): (uri: string | undefined) => string[] | undefined {
  const entries = /draft/i.test(feed) ? feedElements(feed, "entry") : [];
  const waiting = Map.groupBy(entries, (entry) => uriOf({ id: idOf(entry), link: linkOf(entry) }));
  return (uri) => {
    const entry = waiting.get(uri)?.shift();
    const controls = entry && elementsNamed(entry, "control");
    return controls?.flatMap((control) => elementsNamed(control, "draft")).map((draft) => textContent(draft));
  };
}

const idOf = (entry: Element) => elementsNamed(entry, "id").map((id) => textContent(id))[0];

const linkOf = (entry: Element) =>
  elementsNamed(entry, "link")
    .map(({ attribs }) => attribs)
    .find(({ rel }) => rel === undefined || rel === "alternate")
    ?.["href"]?.trim();
