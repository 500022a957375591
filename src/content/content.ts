import type { Reader } from "../database/reader.ts";
import { createLoads, type Loads } from "./reading/loads.ts";
import type { View, Viewpoint } from "./reading/viewing.ts";
import type { SectionCache } from "./section/section-cache.ts";
import { readSectionTree, type SectionTree, withDescendants } from "./section/section-tree.ts";
import type { Viewer } from "./viewer.ts";

/** The newsroom's own settings. */
export interface Newsroom {
  /** As readers know it. */
  readonly name: string;
  /** IANA; labels and « today » go by it unless a reader asks otherwise. */
  readonly timeZone: string;
  /** Where readers find the newsroom, without a trailing slash. */
  readonly publicUrl: string;
}

/** All that one request may read. */
export interface Content extends Loads, Viewpoint {
  readonly viewer: Viewer;
  readonly newsroom: Newsroom;
  readonly sections: SectionTree;
  /** For who has made sections and goes on to read: the announcement of them may come later. */
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
  const sections = await sectionCache.get(reader);
  const licence = viewer.licensedSections ? withDescendants(sections, viewer.licensedSections) : undefined;
  const viewpoint = { now: now.toISOString(), view, licence };
  const content = {
    ...createLoads(reader, viewpoint),
    ...viewpoint,
    get now() {
      return viewpoint.now;
    },
    advance(to: Date | null) {
      const instant = to?.toISOString() ?? "";
      if (instant > viewpoint.now) viewpoint.now = instant;
    },
    viewer,
    newsroom,
    sections,
    refreshSections: async () => void (content.sections = await readSectionTree(reader)),
  };
  return content;
}
