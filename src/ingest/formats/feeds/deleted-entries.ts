import { type ParseContext, type ParsedItem, withHold, withoutUndefined } from "../format.ts";
import { readTime } from "../relative-time.ts";
import { feedElements } from "./atom-elements.ts";

const TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

/**
 * What an Atom feed says was deleted (RFC 6721), as kills of the stories by these ids; not those that it tells of again,
 * changed after they were deleted.
 *
 * @param items what the feed has besides
 */
export function deletedEntries(feed: string, items: readonly ParsedItem[], context: ParseContext): ParsedItem[] {
  if (!feed.includes(TOMBSTONES)) return [];
  const updates = new Map(items.flatMap(({ draft }) => (draft ? [[draft.uri, draft.updatedAt] as const] : [])));
  return feedElements(feed, "deleted-entry")
    .flatMap(({ attribs }): ParsedItem[] => {
      const uri = attribs["ref"]?.trim();
      if (!uri) return [];
      const { timeZone, now } = context;
      const updatedAt = readTime(attribs["when"] ?? "", { timeZone, reference: now })?.at;
      const later = updates.get(uri);
      if (later && updatedAt && later > updatedAt) return [];
      const hold = withoutUndefined({ uri, hold: "CANCELED" as const, updatedAt });
      return [withHold({ notes: ["Its feed says that it was deleted."], problems: [] }, hold)];
    })
    .filter(({ hold }) => hold !== undefined);
}
