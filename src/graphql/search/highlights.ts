import type { StoredBlock } from "../../content/body/stored-body.ts";
import { NODE } from "../../content/paging/edge-connection.ts";
import { ahead } from "../../content/reading/ahead.ts";
import { bestFragment, highlight } from "../../content/search/highlight.rules.ts";
import type { FoundRow } from "../../content/search/search.relation.ts";
import { textsOf } from "../../content/search/search-text.rules.ts";
import { searchConfigOf } from "../../content/search/search-words.rules.ts";
import type { HighlightType } from "./search.type.ts";

/** The story's row, read along with a highlighted edge. */
interface HighlightedRow {
  readonly headline: string;
  readonly language: string;
}

export function highlightsOf(edge: FoundRow): HighlightType[] {
  const { headlinePlaces, bodyPlaces } = edge;
  const article = edge[NODE] as HighlightedRow;
  // Not there unless licensed.
  const body = ahead(article, "body") as { blocks: StoredBlock[] } | null;
  const config = searchConfigOf(article.language);
  const headline = headlinePlaces && highlight(article.headline, headlinePlaces, config);
  const fragment = body && bodyPlaces && bestFragment(textsOf(body.blocks), bodyPlaces, config);
  return [
    ...(headline === null ? [] : [{ field: "headline" as const, html: headline }]),
    ...(fragment === null ? [] : [{ field: "body" as const, html: fragment }]),
  ];
}
