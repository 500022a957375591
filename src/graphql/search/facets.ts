import type { Content } from "../../content/content.ts";
import { MAX_PAGE_SIZE } from "../../content/paging/page.ts";
import type { Selection } from "../../content/reading/selection.ts";
import type { Sought } from "../../content/search/found-stories.ts";
import { facets, type FacetRow } from "../../content/search/facets.relation.ts";
import { GatewayError } from "../../errors.ts";
import { globalId } from "../shared/global-id.ts";
import type { FacetsArgs } from "./search.args.ts";
import type { FacetBucketType, FacetType } from "./search.type.ts";

const BUCKETS: Selection = { columns: ["count", "field", "label", "value"], to: new Map() };

/**
 * One facet a field, in the order asked.
 *
 * @throws {GatewayError} PAGE_SIZE_INVALID
 */
export async function facetsOf({ query, filter }: Sought, asked: FacetsArgs, content: Content): Promise<FacetType[]> {
  const { first } = asked;
  if (first < 1 || first > MAX_PAGE_SIZE)
    throw new GatewayError("PAGE_SIZE_INVALID", `first must be 1 to ${MAX_PAGE_SIZE}, got ${first}.`);
  const fields = [...new Set(asked.fields)];
  if (fields.length === 0) return [];
  const args = { query, filter, fields, first, timeZone: content.newsroom.timeZone };
  const rows = await content.load({ relation: facets, args, selection: BUCKETS }, 0);
  return fields.map((field) => ({ field, buckets: rows.filter((row) => row.field === field).map(bucketOf) }));
}

const ID_TYPES = { SECTION: "Section", TAG: "Tag", CONTRIBUTOR: "Contributor" } as const;

function bucketOf({ field, value, label, count }: FacetRow): FacetBucketType {
  if (field === "YEAR") return { value, label: value, count };
  if (field === "LANGUAGE") return { value, label: languageName(value), count };
  return { value: globalId(ID_TYPES[field], value), label: label ?? value, count };
}

/** What a language calls itself: « français ». */
function languageName(language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}
