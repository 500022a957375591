import type { Database } from "../../database/database.ts";
import type { Reader } from "../../database/reader.ts";
import { readSections, type Sections } from "./sections.ts";

/**
 * The sections, kept in memory: every page needs them and they change once a month. The database announces a change to
 * every process; they are read again by the next request that needs them.
 */
export interface SectionCache {
  /** As they stand; read through `reader` when they are not at hand. */
  get(reader: Reader): Sections | Promise<Sections>;
  close(): Promise<void>;
}

export async function openSectionCache(database: Database): Promise<SectionCache> {
  let sections: Sections | undefined;
  let changes = 0;
  const close = await database.onSectionsChanged(() => {
    changes++;
    sections = undefined;
  });
  return {
    get(reader) {
      if (sections) return sections;
      const changesBefore = changes;
      return readSections(reader).then((read) => {
        // A change announced while we read may not be in what we read.
        if (changes === changesBefore) sections = read;
        return read;
      });
    },
    close,
  };
}
