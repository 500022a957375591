import type { View } from "./reading/viewing.ts";
import type { SectionTree } from "./section/section-tree.ts";
import type { Viewer } from "./viewer.ts";

/** Who asks, from where they look, and what anyone may read. */
interface Licensee {
  readonly viewer: Viewer;
  readonly view: View;
  /** Paths of the sections whose bodies anyone may read, with all below them; undefined: all bodies. */
  readonly anonymousLicence: readonly string[] | undefined;
  readonly sections: SectionTree;
}

/**
 * Ids of the sections whose bodies a viewer may read, with all below them; null: all bodies. Readers: a key gives what it
 * is licensed for beside what anyone may read, so that it never gives less than none. The desk's view, which nobody has
 * without a key, goes by the key alone: it has stories that anyone may not see.
 */
export function licenceOf({ viewer, view, anonymousLicence, sections }: Licensee): readonly number[] | null {
  if (view === "DESK") return viewer.licensedSections;
  if (anonymousLicence === undefined) return null;
  const open = anonymousLicence.flatMap((path) => sections.byPath.get(path)?.id ?? []);
  if (viewer.kind === "ANONYMOUS") return open;
  return viewer.licensedSections && [...new Set([...viewer.licensedSections, ...open])];
}

/** Those of the paths that lead to no section: they license nothing. */
export const unknownSections = (paths: readonly string[], { byPath }: SectionTree): string[] =>
  paths.filter((path) => !byPath.has(path));

/** Sections of before and after, by their paths; undefined: none. */
export interface Move {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Whether a viewer may move a story: not into a licence of theirs, where they would read what they could not before. */
export function isMoveAllowed(licensee: Omit<Licensee, "view">, { from, to }: Move): boolean {
  const { byId } = licensee.sections;
  return (["PUBLIC", "DESK"] as const).every((view) => {
    const ids = licenceOf({ ...licensee, view });
    const paths = ids && ids.flatMap((id) => byId.get(id)?.path ?? []);
    return !covers(paths, to) || covers(paths, from);
  });
}

const covers = (licence: readonly string[] | null, path: string | undefined): boolean =>
  licence === null || (path !== undefined && licence.some((one) => `${path}/`.startsWith(`${one}/`)));
