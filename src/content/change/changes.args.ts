import type { EntityType, ToldKind } from "../../database/vocabulary.ts";
import { pageOf } from "../paging/page.ts";
import type { Instant } from "../reading/instant.ts";
import type { View, Viewpoint } from "../reading/viewing.ts";
import { BEGINNING, type Bound, decodeToken, NOTHING, type WindowPlace } from "./change-token.ts";

/** The arguments of `Query.changes` as they come. */
interface ChangesFieldArgs {
  since?: string | null | undefined;
  filter?: ChangeFilter | undefined;
  first: number;
}

/** Every part narrows; an absent one does not. */
export interface ChangeFilter {
  readonly types?: readonly EntityType[] | undefined;
  /** Removals are told, whatever it says. */
  readonly kinds?: readonly ToldKind[] | undefined;
  /** Of stories. As they are among cache tags, « Section:7 »: each stands for those below it, too. */
  readonly sections?: readonly string[] | undefined;
  /** Of stories. */
  readonly languages?: readonly string[] | undefined;
}

/** A page of a window. */
export interface ChangesArgs {
  readonly token: string | undefined;
  readonly view: View;
  readonly from: Bound;
  /** The window that it is of; undefined: from `from` to what there is by now. Behind nothing: its first page. */
  readonly within: { readonly to: Bound; readonly behind?: WindowPlace } | undefined;
  /** Until when the window shows stories appear. */
  readonly to: Instant;
  readonly isFromBeginning: boolean;
  readonly isFromNow: boolean;
  readonly filter: ChangeFilter;
  readonly first: number;
}

/** Instead of a token: from this moment on. */
export const NOW = "now";

/** @throws {GatewayError} TOKEN_INVALID, PAGE_SIZE_INVALID */
export function changesArgs(
  { since, filter = {}, first }: ChangesFieldArgs,
  { now, view }: Pick<Viewpoint, "now" | "view">,
): ChangesArgs {
  const { size } = pageOf({ first }, { list: "changes", order: "rank" });
  const token = since == null || since === NOW ? undefined : since;
  const { from, within } = token === undefined ? { from: BEGINNING } : decodeToken(token, view);
  // Clocks of several gateways differ by a little; a follower's time does not go back.
  const to = within?.to.at ?? (from.at > now ? from.at : now);
  const isFromBeginning = from.writeId === NOTHING;
  return { token, view, from, within, to, isFromBeginning, isFromNow: since === NOW, filter, first: size };
}
