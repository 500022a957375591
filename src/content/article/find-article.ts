import type { Loads } from "../reading/loads.ts";
import type { Selection } from "../reading/selection.ts";
import type { Row } from "../reading/source.ts";
import { articleByFormerSlug, articleById, articleBySlug, articleByUri } from "./article.relations.ts";

/** A visible article; a slug it once had still finds it, unless another has it now. */
export async function findArticle(
  loads: Loads,
  by: { id?: number; slug?: string; uri?: string },
  selection: Selection,
): Promise<Row | null> {
  const to = { args: {}, selection };
  if (by.id !== undefined) return loads.load({ relation: articleById, ...to }, by.id);
  if (by.uri !== undefined) return loads.load({ relation: articleByUri, ...to }, by.uri);
  const slug = by.slug ?? "";
  return (
    (await loads.load({ relation: articleBySlug, ...to }, slug)) ??
    loads.load({ relation: articleByFormerSlug, ...to }, slug)
  );
}
