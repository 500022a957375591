import type { Reader } from "../database/reader.ts";
import { createLoads, type Loads } from "./reading/loads.ts";
import { isMoveAllowed, licenceOf, type Move } from "./licence.ts";
import type { View, Viewpoint } from "./reading/viewing.ts";
import type { SectionCache } from "./section/section-cache.ts";
import { readSections } from "./section/sections.ts";
import { type SectionTree, withDescendants } from "./section/section-tree.ts";
import type { Viewer } from "./viewer.ts";

/** The newsroom's own settings. */
export interface Newsroom {
  /** As readers know it. */
  readonly name: string;
  /** IANA; labels and « today » go by it unless a reader asks otherwise. */
  readonly timeZone: string;
  /** Where readers find the newsroom, without a trailing slash. */
  readonly publicUrl: string;
  /** Paths of the sections whose bodies anyone may read, with all below them; undefined: all bodies. */
  readonly anonymousLicence?: readonly string[] | undefined;
}

/** All that one request may read. */
export interface Content extends Loads, Viewpoint {
  readonly viewer: Viewer;
  /** Ids of the sections whose bodies the viewer may read here, with all below them; null: all bodies. */
  readonly licensedSections: readonly number[] | null;
  readonly newsroom: Newsroom;
  /** Those that there are for the viewer. */
  readonly sections: SectionTree;
  /** Whether the viewer may have a story that has a body change its section. */
  readonly mayMove: (move: Move) => boolean;
  /** Those that no reader has met, too: what licences are measured by, never what is shown. */
  readonly allSections: SectionTree;
  /** Which sections these are: see `STAMP`. */
  sectionsStamp: string;
  /** For who has made sections, or been told of them, and goes on to read: the announcement of them may come later. */
  refreshSections(): Promise<void>;
  /** For who has written and goes on to read: what was written is seen, whatever this machine's clock says. */
  advance(to: Date | null): void;
}

export interface ContentOptions {
  readonly reader: Reader;
  readonly sectionCache: SectionCache;
  readonly newsroom: Newsroom;
  readonly now: Date;
  readonly viewer: Viewer;
  readonly view: View;
}

export async function createContent(options: ContentOptions): Promise<Content> {
  const { reader, sectionCache, newsroom, now, viewer, view } = options;
  const known = await sectionCache.get(reader);
  const { anonymousLicence } = newsroom;
  const licensedSections = licenceOf({ viewer, view, sections: known.all, anonymousLicence });
  const licence = licensedSections ? withDescendants(known.all, licensedSections) : undefined;
  const viewpoint = { now: now.toISOString(), view, licence };
  const content = {
    ...createLoads(reader, viewpoint),
    ...viewpoint,
    advance(to: Date | null) {
      const instant = to?.toISOString() ?? "";
      // In both, since a getter made with each request has V8 keep what the request has read until the old are collected.
      if (instant > viewpoint.now) content.now = viewpoint.now = instant;
    },
    viewer,
    licensedSections,
    newsroom,
    sections: known.seenBy(view, now),
    allSections: known.all,
    sectionsStamp: known.stamp,
    mayMove: (move: Move) => isMoveAllowed({ viewer, anonymousLicence, sections: content.allSections }, move),
    async refreshSections() {
      const found = await readSections(reader);
      content.allSections = found.all;
      content.sectionsStamp = found.stamp;
      content.sections = found.seenBy(view, new Date(viewpoint.now));
    },
  };
  return content;
}
