import type { Database } from "../../database/database.ts";
import type { Reader } from "../../database/reader.ts";
import { readSectionTree, type SectionTree } from "./section-tree.ts";

/**
 * The section tree, kept in memory: every page needs it and it changes once a month. The database announces a change to
 * every process; the tree is read again by the next request that needs it.
 */
export interface SectionCache {
  /** The tree as it stands; read through `reader` when it is not at hand. */
  get(reader: Reader): SectionTree | Promise<SectionTree>;
  close(): Promise<void>;
}

export async function openSectionCache(database: Database): Promise<SectionCache> {
  let tree: SectionTree | undefined;
  let changes = 0;
  const close = await database.onSectionsChanged(() => {
    changes++;
    tree = undefined;
  });
  return {
    get(reader) {
      if (tree) return tree;
      const changesBefore = changes;
      return readSectionTree(reader).then((read) => {
        // A change announced while we read may not be in what we read.
        if (changes === changesBefore) tree = read;
        return read;
      });
    },
    close,
  };
}
