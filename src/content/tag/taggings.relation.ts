import { sql } from "kysely";
import type { TagKind } from "../../database/vocabulary.ts";
import { pageOf } from "../paging/page.ts";
import type { ManyRelation, Row, Source } from "../reading/source.ts";
import { name } from "../reading/sql.ts";
import { unlessRefused } from "../reading/unless-refused.ts";

export interface TaggingsFieldArgs {
  kinds?: readonly TagKind[] | null | undefined;
  first?: number | null | undefined;
}

export interface TaggingsArgs {
  readonly kinds: readonly TagKind[] | undefined;
  readonly size: number;
}

/** @throws {GatewayError} PAGE_SIZE_INVALID */
export function taggingsArgs({ kinds, first }: TaggingsFieldArgs): TaggingsArgs {
  return { kinds: kinds ?? undefined, size: pageOf({ first }, { list: "taggings", order: "rank" }).size };
}

/** What an article is about, in its source's order. */
export function taggings(source: () => Source): ManyRelation<TaggingsArgs, Row[]> {
  return {
    name: "taggings",
    source,
    keyType: "bigint",
    ahead: (args) => unlessRefused(() => taggingsArgs(args)),
    shape: ({ kinds, size }) => `${size}${kinds ? "k" : ""}`,
    rows({ alias, joins, key, args, bind }) {
      const isOfKind = args.kinds
        ? sql` and exists (select from tags as g where g.id = ${alias}.tag_id and g.kind = any(${bind(({ kinds }) => kinds)}::tag_kind[]))`
        : sql``;
      return sql`from taggings as ${alias} ${joins} where ${alias}.article_id = ${key}${isOfKind}
        order by ${alias}.position limit ${name(String(args.size))}`;
    },
    finish: (rows) => rows,
  };
}

/** All of them: what an article is exported with. */
export function everyTagging(source: () => Source): ManyRelation<object, Row[]> {
  return {
    name: "everyTagging",
    source,
    keyType: "bigint",
    ahead: () => ({}),
    shape: () => "",
    rows: ({ alias, joins, key }) =>
      sql`from taggings as ${alias} ${joins} where ${alias}.article_id = ${key} order by ${alias}.position`,
    finish: (rows) => rows,
  };
}
