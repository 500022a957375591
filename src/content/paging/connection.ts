import type { ManyRelation, Row } from "../reading/source.ts";
import { encodeCursor, type Position } from "./cursor.ts";
import type { Page } from "./page.ts";

/** Which page, of which list, and how its rows sort. */
export interface PageOf<Args> {
  readonly relation: ManyRelation<Args>;
  readonly key: unknown;
  readonly args: Args;
  readonly page: Page;
  /** What cursors are bound to. */
  readonly list: string;
  readonly positionOf: (row: Row) => Position;
}

/** One page of a list, as GraphQL's connections show it. Cursors are made only when asked for. */
export class Connection<Args = unknown> {
  readonly rows: readonly Row[];
  /** The list that this is a page of: what it belongs to, and the arguments it was asked with. */
  readonly key: unknown;
  readonly args: Args;
  /** What lists it: to count by. */
  readonly relation: ManyRelation<Args>;
  private readonly hasMore: boolean;
  private readonly page: Page;
  private readonly list: string;
  private readonly positionOf: (row: Row) => Position;

  /** @param read rows in reading order, one more than the page's size when there is more and `pageInfo` was asked */
  constructor(read: Row[], of: PageOf<Args>) {
    this.hasMore = read.length > of.page.size;
    const rows = this.hasMore ? read.slice(0, of.page.size) : read;
    this.rows = of.page.isBackward ? rows.toReversed() : rows;
    this.page = of.page;
    this.list = of.list;
    this.key = of.key;
    this.args = of.args;
    this.relation = of.relation;
    this.positionOf = of.positionOf;
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
    return this.page.isBackward ? this.page.from !== undefined : this.hasMore;
  }

  get hasPreviousPage(): boolean {
    return this.page.isBackward ? this.hasMore : this.page.from !== undefined;
  }

  get startCursor(): string | null {
    return this.cursorOf(this.rows[0]);
  }

  get endCursor(): string | null {
    return this.cursorOf(this.rows.at(-1));
  }

  cursorOf(row: Row | undefined): string | null {
    return row ? encodeCursor(this.list, this.positionOf(row)) : null;
  }
}

class Edge {
  readonly node: Row;
  private readonly connection: Connection;

  constructor(node: Row, connection: Connection) {
    this.node = node;
    this.connection = connection;
  }

  get cursor(): string | null {
    return this.connection.cursorOf(this.node);
  }
}
