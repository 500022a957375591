/** What a read must bring: columns of one table, and relations from it. Compared by identity where statements are kept. */
export interface Selection {
  /** Property names as GraphQL calls them, sorted, each once. Names that are no columns are to be ignored. */
  readonly columns: readonly string[];
  /** By ahead key: the relation's name and its arguments. */
  readonly to: ReadonlyMap<string, RelationSelection>;
}

/** One relation as asked for with one set of arguments, and what is asked of the rows it leads to. */
export interface RelationSelection {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly selection: Selection;
}

export const NOTHING: Selection = { columns: [], to: new Map() };

/** What two selections ask for together. */
export function mergeSelections(one: Selection, other: Selection): Selection {
  const to = new Map(one.to);
  for (const [key, relation] of other.to) {
    const same = to.get(key);
    to.set(key, same ? { ...same, selection: mergeSelections(same.selection, relation.selection) } : relation);
  }
  return { columns: [...new Set([...one.columns, ...other.columns])].toSorted(), to };
}
