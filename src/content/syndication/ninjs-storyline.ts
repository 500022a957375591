import { ahead } from "../reading/ahead.ts";
import type { Selection } from "../reading/selection.ts";
import type { Row } from "../reading/source.ts";
import { plain, present, STANDARD } from "./ninjs.ts";

const relation = (name: string, selection: Selection): Selection["to"] =>
  new Map([[`${name}:{}`, { name, args: {}, selection }]]);

/** All that is said of a storyline. */
export const WHOLE_STORYLINE: Selection = {
  columns: ["slug", "status", "summary", "title", "uri"],
  to: relation("everyEntry", {
    columns: ["caption", "keyMoment"],
    to: relation("article", { columns: ["headline", "uri"], to: new Map() }),
  }),
};

/** A storyline as a composite ninjs item, by Kiosque's profile. */
export function ninjsOfStoryline(row: Row): object {
  const { uri, slug, title, summary, status } = row as Row & Record<string, string>;
  const entries = ahead(row, "everyEntry") as (Row & { keyMoment: boolean; caption: string | null })[];
  return present({
    standard: STANDARD,
    uri,
    type: "composite",
    profile: "storyline",
    altIds: [{ role: "slug", value: slug }],
    headlines: plain("main", title ?? null),
    descriptions: plain("summary", summary ?? null),
    subjects: [{ rel: "storyline-status", name: status, literal: status?.toLowerCase() }],
    associations: entries.map((entry, index) => {
      const article = ahead(entry, "article") as { uri: string; headline: string };
      return present({
        name: `entry-${index + 1}`,
        rel: entry.keyMoment ? "key-moment" : "entry",
        uri: article.uri,
        type: "text",
        headlines: plain("main", article.headline),
        descriptions: plain("caption", entry.caption),
      });
    }),
  });
}
