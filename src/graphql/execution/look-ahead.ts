import { getArgumentValues, getNamedType, isAbstractType, isCompositeType, isObjectType } from "graphql";
import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLOutputType, GraphQLResolveInfo } from "graphql";
import { collectSubfields } from "graphql/execution/collectFields.js";
import type { Selection } from "../../content/reading/selection.ts";
import { aheadKey } from "./ahead-key.ts";
import { SelectionMemo } from "./selection-memo.ts";
import { SelectionDraft } from "./selection-draft.ts";
import { conditionsOf, variablesIn } from "./variables-in.ts";

const memos = new WeakMap<readonly FieldNode[], SelectionMemo>();

/**
 * What is asked for below a field, as columns and relations to read. For a field of the selected types:
 * `extensions.reads` (string[]) names the columns a derived field is made of, `extensions.with` a relation it is made of;
 * where `extensions.isThrough` is true the fields below it are made of the same row; `extensions.whole` is all that a derived
 * field reads, as a Selection; `extensions.to` names the relation that is its answer, with its arguments; any other field
 * with fields of its own (a connection, an edge) is looked through; a leaf is the column of its name. Fragments, type conditions, @skip and @include count as they do in execution; of an
 * interface or union all its types are taken together.
 *
 * The same object each time for the same `fieldNodes` array, as long as the variables that decide something below it
 * have the same values. Under our executor these arrays live as long as the document does.
 */
export function selectionOf(info: GraphQLResolveInfo): Selection {
  let memo = memos.get(info.fieldNodes);
  if (memo === undefined) {
    memo = new SelectionMemo();
    for (const name of conditionsOf(info.operation, info.fragments)) memo.dependsOn(name);
    memos.set(info.fieldNodes, memo);
  }
  return memo.get(info.variableValues) ?? new LookAhead(info, memo).selection();
}

type AnyField = GraphQLField<unknown, unknown>;

class LookAhead {
  readonly #info: GraphQLResolveInfo;
  readonly #memo: SelectionMemo;
  #relationsLeft = SelectionDraft.maxRelations;

  constructor(info: GraphQLResolveInfo, memo: SelectionMemo) {
    this.#info = info;
    this.#memo = memo;
  }

  selection(): Selection {
    const root = new SelectionDraft();
    this.#collectBelow(root, this.#info.returnType, this.#info.fieldNodes);
    const selection = root.finished();
    this.#memo.set(this.#info.variableValues, selection);
    return selection;
  }

  #collectBelow(draft: SelectionDraft, type: GraphQLOutputType, nodes: readonly FieldNode[]): void {
    const named = getNamedType(type);
    const types = isAbstractType(named)
      ? this.#info.schema.getPossibleTypes(named)
      : isObjectType(named)
        ? [named]
        : [];
    for (const concrete of types) this.#collect(draft, concrete, draft.unseen(concrete, nodes));
  }

  #collect(draft: SelectionDraft, type: GraphQLObjectType, nodes: readonly FieldNode[]): void {
    for (const below of this.#subfields(type, nodes)) {
      const definition = below[0] && type.getFields()[below[0].name.value];
      if (definition) this.#collectField(draft, definition, below);
    }
  }

  #collectField(draft: SelectionDraft, definition: AnyField, nodes: readonly FieldNode[]): void {
    const { reads, to, with: along, whole, isThrough } = definition.extensions;
    if (isSelection(whole)) return draft.add(whole);
    if (Array.isArray(reads)) for (const column of reads) draft.columns.add(String(column));
    if (typeof along === "string") this.#collectBelow(draft.relation(along, {}), definition.type, nodes);
    if (isThrough === true) this.#collectBelow(draft, definition.type, nodes);
    if (reads !== undefined || along !== undefined) return;
    if (typeof to === "string") this.#collectRelation(draft, { definition, nodes, to });
    else if (isCompositeType(getNamedType(definition.type))) this.#collectBelow(draft, definition.type, nodes);
    else draft.columns.add(definition.name);
  }

  #collectRelation(
    draft: SelectionDraft,
    field: { definition: AnyField; nodes: readonly FieldNode[]; to: string },
  ): void {
    const { definition, nodes, to } = field;
    for (const name of variablesIn(nodes[0]?.arguments)) this.#memo.dependsOn(name);
    const args = this.#args(definition, nodes);
    if (args === undefined || aheadKey(to, args) === undefined) return;
    // Read by its resolver instead, which goes by the row's id: many relations under many aliases must not become one
    // endless statement. Without arguments there is no second one.
    if (definition.args.length > 0 && !draft.has(to, args) && this.#relationsLeft-- <= 0)
      return void draft.columns.add("id");
    this.#collectBelow(draft.relation(to, args), definition.type, nodes);
  }

  /** None when the arguments are wrong: execution finds that too, and says so where the field is. */
  #args(definition: AnyField, [node]: readonly FieldNode[]) {
    try {
      return node && getArgumentValues(definition, node, this.#info.variableValues);
    } catch {
      return undefined;
    }
  }

  /** None when a @skip or @include is given null: execution does not get below either. */
  #subfields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Iterable<readonly FieldNode[]> {
    const { schema, fragments, variableValues } = this.#info;
    try {
      return collectSubfields(schema, fragments, variableValues, type, nodes).values();
    } catch {
      return [];
    }
  }
}

const isSelection = (value: unknown): value is Selection =>
  typeof value === "object" && value !== null && "columns" in value && "to" in value;
