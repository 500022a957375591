import type { Sql } from "../reading/sql.ts";
import type { Viewing } from "../reading/viewing.ts";
import type { ChangesArgs } from "./changes.args.ts";

/** Part of the log that is read in pages, and does not change any more. */
export interface Window {
  readonly args: ChangesArgs;
  readonly bind: (pick: (args: ChangesArgs) => unknown) => Sql;
  /** As it is looked at from the window's end. */
  readonly viewing: Viewing;
  /** Whether it is of changes that were not there at its beginning; otherwise of stories that appear later. */
  readonly isFresh?: boolean;
  /** The ids of the last changes before it and of it. */
  readonly since: Sql;
  readonly until: Sql;
}
