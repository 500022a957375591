import type { FieldNode, GraphQLObjectType } from "graphql";
import { aheadKey } from "./ahead-key.ts";
import type { RelationSelection, Selection } from "../../content/reading/selection.ts";

interface RelationDraft extends Omit<RelationSelection, "selection"> {
  readonly draft: SelectionDraft;
}

/** A selection while it is put together. */
export class SelectionDraft {
  /** Relations of one whole selection, at all depths. */
  static readonly maxRelations = 100;

  readonly columns = new Set<string>();
  readonly #relations = new Map<string, RelationDraft>();
  readonly #seen = new Map<GraphQLObjectType, Set<FieldNode>>();

  has(name: string, args: RelationSelection["args"]): boolean {
    return this.#relations.has(keyOf(name, args));
  }

  /** The draft of what a relation leads to; relations of one name and equal arguments are one. */
  relation(name: string, args: RelationSelection["args"]): SelectionDraft {
    const key = keyOf(name, args);
    let relation = this.#relations.get(key);
    if (relation === undefined) this.#relations.set(key, (relation = { name, args, draft: new SelectionDraft() }));
    return relation.draft;
  }

  add({ columns, to }: Selection): void {
    for (const column of columns) this.columns.add(column);
    for (const { name, args, selection } of to.values()) this.relation(name, args).add(selection);
  }

  /** Those nodes whose fields have not been collected into this draft yet: fragments spread often cost no more. */
  unseen(type: GraphQLObjectType, nodes: readonly FieldNode[]): readonly FieldNode[] {
    const seen = this.#seen.get(type) ?? new Set();
    const unseen = nodes.filter((node) => !seen.has(node));
    for (const node of unseen) seen.add(node);
    this.#seen.set(type, seen);
    return unseen;
  }

  finished(): Selection {
    const to = new Map<string, RelationSelection>();
    for (const [key, { name, args, draft }] of this.#relations)
      to.set(key, { name, args, selection: draft.finished() });
    return { columns: [...this.columns].toSorted(), to };
  }
}

const keyOf = (name: string, args: RelationSelection["args"]) => aheadKey(name, args) ?? "";
