import { sql } from "kysely";
import { Connection, type PagedRelation, wantsCursors } from "../paging/connection.ts";
import { behind, instantOf, instantText, type KeysetOrder, looksOn, ordered, pageShape } from "../paging/keyset.ts";
import { type Page, type PageArgs, pageOf } from "../paging/page.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { Source } from "../reading/source.ts";
import { name, type Sql } from "../reading/sql.ts";
import type { Viewing } from "../reading/viewing.ts";
import { visible } from "../visibility.ts";
import { type ArticleFilter, filtered, partsOf } from "./article.filter.ts";

export interface ArticleOrder {
  readonly field: "PUBLISHED" | "UPDATED";
  readonly direction: "ASC" | "DESC";
}

/** The arguments of a field that lists articles, as they come. */
export interface ArticleListFieldArgs extends PageArgs {
  filter?: ArticleFilter | null | undefined;
  orderBy?: ArticleOrder | null | undefined;
}

export interface ArticleListArgs {
  readonly filter: ArticleFilter;
  readonly order: ArticleOrder;
  readonly page: Page;
}

/** Which articles a list holds before any filter, and the index that has them in order of publication. */
export interface ArticleList {
  readonly name: string;
  /** The table that holds the list's key beside a copy of the article's publication; none: articles themselves do. */
  readonly through?: { table: string; key: string };
  /** ` and …` on the articles themselves. */
  readonly where?: (alias: Sql, key: Sql) => Sql;
}

/** @throws {GatewayError} see `pageOf` */
export function articleListArgs(list: ArticleList, args: ArticleListFieldArgs, key: unknown): ArticleListArgs {
  const filter = args.filter ?? {};
  const order = args.orderBy ?? { field: "PUBLISHED", direction: "DESC" };
  return { filter, order, page: pageOf(args, { list: identityOf(list, { filter, order }, key), order: "instant" }) };
}

const identityOf = (list: ArticleList, { filter, order }: Omit<ArticleListArgs, "page">, key: unknown) =>
  JSON.stringify([list.name, key, order.field, order.direction, partsOf(filter).map((part) => [part, filter[part]])]);

/** What a list sorts by; whoever is never updated counts by its publication. Indexes articles_latest, articles_updated. */
const TIMES: Record<ArticleOrder["field"], (alias: Sql, viewing: Viewing) => Sql> = {
  PUBLISHED: (alias, viewing) => instantOf(sql`${alias}.published_at`, viewing),
  UPDATED: (alias, viewing) => instantOf(sql`coalesce(${alias}.updated_at, ${alias}.published_at)`, viewing),
};

/** What says where an article stands in a list. */
const POSITION: Record<ArticleOrder["field"], Selection> = {
  PUBLISHED: { columns: ["id", "publishedAt"], to: new Map() },
  UPDATED: { columns: ["id", "publishedAt", "updatedAt"], to: new Map() },
};

export type ArticleConnection = Connection<ArticleListArgs>;

/** Visible articles of a list, in the order asked; each of a batch's keys gets a page of its own. */
export function articleList(
  list: ArticleList,
  source: () => Source,
): PagedRelation<ArticleListArgs, ArticleConnection> {
  const relation: PagedRelation<ArticleListArgs, ArticleConnection> = {
    name: list.name,
    source,
    keyType: "bigint",
    base: (selection, { order }) => (wantsCursors(selection) ? POSITION[order.field] : NOTHING),
    ahead: () => undefined,
    shape: ({ filter, order, page }, selection) =>
      `${order.field}${order.direction}${pageShape(page, selection)}${partsOf(filter).join()}`,
    rows({ alias, joins, key, args, bind, selection, viewing }) {
      const { order, page, filter } = args;
      // What is not published yet has no time to walk the list's index by: the desk's lists are sorted.
      const isListed = list.through !== undefined && order.field === "PUBLISHED" && viewing.view === "PUBLIC";
      const keyset: KeysetOrder = {
        by: isListed ? sql`l.published_at` : TIMES[order.field](alias, viewing),
        type: "timestamptz",
        id: isListed ? sql`l.article_id` : sql`${alias}.id`,
        isDescending: order.direction === "DESC",
      };
      const from = list.through
        ? sql`from ${name(list.through.table)} as l join articles as ${alias} on ${alias}.id = l.article_id ${joins} where l.${name(list.through.key)} = ${key} and ${isListed ? sql`l.published_at <= ${viewing.now} and ` : sql``}`
        : sql`from articles as ${alias} ${joins} where `;
      return sql`${from}${visible(alias, viewing)}${list.where?.(alias, key) ?? sql``}${filtered(alias, filter, { bind: (pick) => bind((given) => pick(given.filter)), viewing })}${behind(
        keyset,
        page,
        (pick) => bind((given) => pick(given.page)),
      )}${ordered(keyset, page, looksOn(page, selection))}`;
    },
    finish: (rows, found) => new Connection(rows, relation, found),
    listOf: ({ key, args }) => identityOf(list, args, key),
    positionOf(row, { order }) {
      const updatedAt = order.field === "UPDATED" ? row["updatedAt"] : null;
      return [instantText(updatedAt ?? row["publishedAt"]), Number(row["id"])];
    },
  };
  return relation;
}
