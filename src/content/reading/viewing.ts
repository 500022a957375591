import { sql } from "kysely";
import type { Instant } from "./instant.ts";
import { Slot, type Sql } from "./sql.ts";

/** PUBLIC: what readers see. DESK: the whole newsroom, drafts and withdrawn stories included. */
export type View = "PUBLIC" | "DESK";

/** From where one request looks at the newsroom: fixed, so that the whole answer agrees on what there is to see. */
export interface Viewpoint {
  readonly now: Instant;
  readonly view: View;
  /** Ids of the sections whose bodies may be read; undefined: of all. */
  readonly licence: readonly number[] | undefined;
}

/** A viewpoint inside a statement: the view is part of its text, the rest are parameters. */
export interface Viewing {
  readonly now: Sql;
  readonly view: View;
  readonly licence: Sql | undefined;
}

type Seen = { readonly viewpoint: Viewpoint };
const NOW = sql`${new Slot<Seen>(({ viewpoint }) => viewpoint.now)}::timestamptz`;
const LICENCE = sql`${new Slot<Seen>(({ viewpoint }) => viewpoint.licence)}::bigint[]`;

const viewings = new Map<string, Viewing>();

/** The one viewing of all viewpoints that share a statement's text: statements are kept by it. */
export function viewingOf({ view, licence }: Viewpoint): Viewing {
  const kind = licence ? `${view} licensed` : view;
  let viewing = viewings.get(kind);
  if (!viewing) viewings.set(kind, (viewing = { now: NOW, view, licence: licence && LICENCE }));
  return viewing;
}
