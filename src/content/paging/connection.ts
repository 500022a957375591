import type { Selection } from "../reading/selection.ts";
import type { Found, ManyRelation, Row } from "../reading/source.ts";
import { encodeCursor, type Position } from "./cursor.ts";
import type { Page } from "./page.ts";

export interface Paged {
  readonly page: Page;
}

/** A relation whose rows are read by pages. */
export interface PagedRelation<Args extends Paged, Value> extends ManyRelation<Args, Value> {
  /** What cursors are bound to: what is listed, in which order, through which filter. */
  listOf(found: Pick<Found<Args>, "key" | "args">): string;
  /** Where a row stands in its list; `index` is where on its page. */
  positionOf(row: Row, args: Args, index: number): Position;
}

/** Whether it is asked where rows stand: only then are the columns read that say it. */
export const wantsCursors = ({ columns }: Selection): boolean =>
  columns.includes("cursor") || columns.includes("startCursor") || columns.includes("endCursor");

/** One page of a list, as GraphQL's connections show it. Cursors are made only when asked for. */
export class Connection<Args extends Paged = Paged> {
  readonly rows: readonly Row[];
  /** What lists it, to count by. */
  readonly relation: PagedRelation<Args, unknown>;
  /** What it belongs to, and the arguments it was asked with. */
  readonly found: Found<Args>;
  private readonly hasMore: boolean;

  /** @param read rows in reading order, one more than the page's size when there is more and it was asked whether */
  constructor(read: Row[], relation: PagedRelation<Args, unknown>, found: Found<Args>) {
    const { size, isBackward } = found.args.page;
    this.hasMore = read.length > size;
    if (this.hasMore) read.length = size;
    this.rows = isBackward ? read.toReversed() : read;
    this.relation = relation;
    this.found = found;
  }

  get nodes(): readonly Row[] {
    return this.rows;
  }

  get edges(): readonly object[] {
    return this.rows.map((node) => new Edge(node, this));
  }

  get pageInfo(): this {
    return this;
  }

  get hasNextPage(): boolean {
    const { isBackward, from } = this.found.args.page;
    return isBackward ? from !== undefined : this.hasMore;
  }

  get hasPreviousPage(): boolean {
    const { isBackward, from } = this.found.args.page;
    return isBackward ? this.hasMore : from !== undefined;
  }

  get startCursor(): string | null {
    return this.cursorOf(this.rows[0]);
  }

  get endCursor(): string | null {
    return this.cursorOf(this.rows.at(-1));
  }

  cursorOf(row: Row | undefined): string | null {
    const { relation, found } = this;
    return row
      ? encodeCursor(relation.listOf(found), relation.positionOf(row, found.args, this.rows.indexOf(row)))
      : null;
  }
}

class Edge {
  readonly node: Row;
  private readonly connection: Pick<Connection, "cursorOf">;

  constructor(node: Row, connection: Pick<Connection, "cursorOf">) {
    this.node = node;
    this.connection = connection;
  }

  get cursor(): string | null {
    return this.connection.cursorOf(this.node);
  }
}
