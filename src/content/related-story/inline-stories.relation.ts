import { sql } from "kysely";
import { wholeOf } from "../paging/page.ts";
import type { PagedRelation } from "../paging/connection.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { ManyRelation, Source } from "../reading/source.ts";
import { EdgeConnection, NODE } from "../paging/edge-connection.ts";
import type { EdgeRow, RelatedArgs } from "./related-stories.relation.ts";

/** What a body's rendering says of an inline story. */
const RENDERED: Selection = {
  columns: ["anchor", "kind", "label"],
  to: new Map([
    [
      NODE,
      {
        name: "node",
        args: {},
        selection: { columns: ["headline", "language", "publishedAt", "slug"], to: new Map() },
      },
    ],
    ["article:{}", { name: "article", args: {}, selection: { columns: [], to: new Map() } }],
  ]),
};

/** The page of `related(placements: INLINE)` on which these edges stand. */
const ARGS: RelatedArgs = {
  kinds: undefined,
  placements: ["INLINE"],
  origins: undefined,
  direction: "OUTGOING",
  page: wholeOf(Number.MAX_SAFE_INTEGER),
};

/** The edges that stand in an article's body, by the anchor where they do. */
export function inlineStories(
  source: () => Source,
  related: PagedRelation<RelatedArgs, unknown>,
): ManyRelation<object, ReadonlyMap<string, EdgeRow>> {
  return {
    name: "inlineStories",
    source,
    keyType: "bigint",
    base: () => RENDERED,
    ahead: () => ({}),
    shape: () => "",
    rows: ({ alias, joins, key }) => sql`from related_stories as ${alias} ${joins}
      where ${alias}.article_id = ${key} and ${alias}.placement = 'INLINE' order by ${alias}.position`,
    finish(rows, { key }) {
      const { edges } = new EdgeConnection(rows, related, { key, args: ARGS, selection: NOTHING });
      // A place holds one story: the first.
      return new Map((edges as EdgeRow[]).toReversed().map((edge) => [String(edge["anchor"]), edge]));
    },
  };
}
