import type { Viewpoint } from "./viewing.ts";

/** What one run of a statement is given. */
export interface Run {
  readonly keys: readonly unknown[];
  readonly args: unknown;
  readonly viewpoint: Viewpoint;
}
