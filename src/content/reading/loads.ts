import DataLoader from "dataloader";
import type { Reader } from "../../database/reader.ts";
import { countMany, readMany } from "./read.ts";
import type { Paged } from "../paging/connection.ts";
import { wholeOf } from "../paging/page.ts";
import { isStorable } from "../storable.ts";
import { NOTHING, type Selection } from "./selection.ts";
import type { ManyRelation } from "./source.ts";
import type { Viewpoint } from "./viewing.ts";

/** One field's need of one key: which relation, with which arguments, and what of its rows. */
export interface Load<Args, Value> {
  readonly relation: ManyRelation<Args, Value>;
  readonly args: Args;
  readonly selection: Selection;
}

/** The loads of one request: those for the same rows, wherever in the operation they arise, become one statement. */
export interface Loads {
  load<Args, Value>(load: Load<Args, Value>, key: Key): Promise<Value>;
  /** How many rows there are on all pages, counted no further than `atMost`. */
  count<Args extends Paged>(load: Count<Args>, key: unknown): Promise<number>;
}

export type Key = string | number;

export interface Count<Args extends Paged> {
  readonly relation: ManyRelation<Args>;
  readonly args: Args;
  readonly atMost: number;
}

export function createLoads(reader: Reader, viewpoint: Viewpoint): Loads {
  const loaders = new Map<Selection, Map<string, DataLoader<Key, unknown>>>();
  const loaderOf = (load: Load<unknown, unknown>, form: string, batch: typeof readMany | typeof countMany) => {
    let bySelection = loaders.get(load.selection);
    if (!bySelection) loaders.set(load.selection, (bySelection = new Map()));
    const kind = `${form} ${load.relation.name} ${JSON.stringify(load.args)}`;
    let loader = bySelection.get(kind);
    if (!loader) bySelection.set(kind, (loader = new DataLoader((keys) => batch(reader, load, { keys, viewpoint }))));
    return loader;
  };
  return {
    load<Args, Value>(load: Load<Args, Value>, key: Key) {
      if (typeof key === "string" && !isStorable(key))
        return Promise.resolve(load.relation.finish([], { ...load, key }));
      return loaderOf(load, "rows", readMany).load(key) as Promise<Value>;
    },
    count<Args extends Paged>({ relation, args, atMost }: Count<Args>, key: unknown) {
      const load = { relation, args: { ...args, page: wholeOf(atMost) }, selection: NOTHING };
      return loaderOf(load, "count", countMany).load(key as Key) as Promise<number>;
    },
  };
}
