import { sql } from "kysely";
import { Connection, type PagedRelation, wantsCursors } from "../paging/connection.ts";
import { behind, type KeysetOrder, looksOn, ordered, pageShape } from "../paging/keyset.ts";
import { type Page, type PageArgs, pageOf } from "../paging/page.ts";
import { NOTHING, type Selection } from "../reading/selection.ts";
import type { Source } from "../reading/source.ts";
import { unlessRefused } from "../reading/unless-refused.ts";
import { appeared } from "../visibility.ts";

export interface VersionsArgs {
  readonly page: Page;
}

const POSITION: Selection = { columns: ["article", "version"], to: new Map() };

/** @throws {GatewayError} see `pageOf` */
export function versionsArgs({ first, after }: PageArgs, articleId: unknown): VersionsArgs {
  return { page: pageOf({ first, after }, { list: listOf(articleId), order: "rank" }) };
}

const listOf = (articleId: unknown) => JSON.stringify(["versions", articleId]);

/** What an article was, newest first: of a reader's view those versions that readers could see. */
export function versions(source: () => Source): PagedRelation<VersionsArgs, Connection<VersionsArgs>> {
  const relation: PagedRelation<VersionsArgs, Connection<VersionsArgs>> = {
    name: "versions",
    source,
    keyType: "bigint",
    base: (selection) => (wantsCursors(selection) ? POSITION : NOTHING),
    ahead: (args) => (args["after"] == null ? unlessRefused(() => versionsArgs(args, undefined)) : undefined),
    shape: ({ page }, selection) => pageShape(page, selection),
    rows({ alias, joins, key, args, bind, selection, viewing }) {
      const order: KeysetOrder = {
        by: sql`${alias}.version`,
        type: "bigint",
        id: sql`${alias}.article_id`,
        isDescending: true,
      };
      return sql`from article_versions as ${alias} ${joins} where ${alias}.article_id = ${key} and ${appeared(alias, viewing)}${behind(
        order,
        args.page,
        (pick) => bind((given) => pick(given.page)),
      )}${ordered(order, args.page, looksOn(args.page, selection))}`;
    },
    finish: (rows, found) => new Connection(rows, relation, found),
    listOf: ({ key }) => listOf(key),
    positionOf: (row) => [Number(row["version"]), Number(row["article"])],
  };
  return relation;
}
