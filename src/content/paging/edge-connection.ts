import { Connection, type Paged, type PagedRelation } from "./connection.ts";
import type { Found, Row } from "../reading/source.ts";

/** Under this key an edge's row has the story it leads to. */
export const NODE = "node:{}";

/** A page of edges. Its rows are the edges themselves; each knows the page it is on, for its cursor. */
export class EdgeConnection<Args extends Paged> extends Connection<Args> {
  constructor(rows: Row[], relation: PagedRelation<Args, unknown>, found: Found<Args>) {
    super(rows, relation, found);
    for (const row of this.rows) row["connection"] = this;
  }

  override get edges(): readonly Row[] {
    return this.rows;
  }

  override get nodes(): readonly Row[] {
    return this.rows.map((row) => row[NODE] as Row);
  }
}
