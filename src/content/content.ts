import type { Reader } from "../database/reader.ts";
import type { Instant } from "./reading/instant.ts";
import { createLoads, type Loads } from "./reading/loads.ts";
import type { SectionCache } from "./section/section-cache.ts";
import type { SectionTree } from "./section/section-tree.ts";

/** The newsroom's own settings. */
export interface Newsroom {
  /** IANA; labels and « today » go by it unless a reader asks otherwise. */
  readonly timeZone: string;
  /** Where readers find the newsroom, without a trailing slash. */
  readonly publicUrl: string;
}

/** All that one request may read. */
export interface Content extends Loads {
  /** Fixed, so that the whole answer agrees on what is live. */
  readonly now: Instant;
  readonly newsroom: Newsroom;
  readonly sections: SectionTree;
}

export interface ContentOptions {
  readonly reader: Reader;
  readonly sectionCache: SectionCache;
  readonly newsroom: Newsroom;
  readonly now: Date;
}

export async function createContent({ reader, sectionCache, newsroom, now }: ContentOptions): Promise<Content> {
  const sections = await sectionCache.get(reader);
  const instant = now.toISOString();
  return { ...createLoads(reader, instant), now: instant, newsroom, sections };
}
