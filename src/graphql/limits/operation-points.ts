import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { getFieldDef } from "graphql/execution/execute.js";
import { AskedPoints } from "./asked-points.ts";
import { OperationValues } from "./operation-values.ts";
import { argumentPoints, costOfField, wordsOf } from "./argument-points.ts";
import { pageSizeOf } from "./page-size.ts";
import { Points, type Times } from "./points.ts";
import {
  DEFAULT_ITEMS,
  INTROSPECTION_POINTS,
  LEAF_POINTS,
  MUTATION_POINTS,
  OBJECT_POINTS,
  READ_POINTS,
} from "./prices.ts";

type AnyField = GraphQLField<unknown, unknown>;

const NOTHING = new AskedPoints();

/** Points of a valid operation, not more often than once for each of its fragments. */
export function operationPoints(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Points {
  const compiler = new PointsCompiler(schema, document, operation);
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) return new Points();
  const { once, perItem, inAll } = compiler.selection(operation.selectionSet, rootType);
  once.add(perItem, DEFAULT_ITEMS);
  once.add(inAll);
  return once;
}

class PointsCompiler {
  readonly #schema: GraphQLSchema;
  readonly #values: OperationValues;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #askedByFragment = new Map<string, AskedPoints>();

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
    this.#schema = schema;
    this.#values = new OperationValues(operation);
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  selection(selectionSet: SelectionSetNode, type: GraphQLNamedType): AskedPoints {
    const asked = new AskedPoints();
    for (const node of selectionSet.selections) {
      const times = this.#values.included(node);
      if (times !== 0) this.#select(node, type, { asked, times });
    }
    return asked;
  }

  #select(node: SelectionNode, type: GraphQLNamedType, into: { asked: AskedPoints; times: Times }): void {
    const { asked, times } = into;
    if (node.kind === Kind.FIELD) return this.#field(node, type, into);
    const below =
      node.kind === Kind.FRAGMENT_SPREAD
        ? this.#fragment(node.name.value)
        : this.selection(node.selectionSet, this.#typeOf(node.typeCondition?.name.value) ?? type);
    asked.add(below, times);
  }

  #fragment(name: string): AskedPoints {
    let asked = this.#askedByFragment.get(name);
    if (asked === undefined) {
      const fragment = this.#fragments.get(name);
      const type = this.#typeOf(fragment?.typeCondition.name.value);
      if (!fragment || !type) throw new Error(`The document is not valid: fragment ${name}`);
      asked = this.selection(fragment.selectionSet, type);
      this.#askedByFragment.set(name, asked);
    }
    return asked;
  }

  #field(node: FieldNode, parent: GraphQLNamedType, { asked, times }: { asked: AskedPoints; times: Times }): void {
    const definition = this.#definition(node, parent);
    if (definition === undefined) return;
    const type = getNamedType(definition.type);
    const below = node.selectionSet ? this.selection(node.selectionSet, type) : NOTHING;
    const size = this.#size(definition, node);
    const { perWord = 0, given = {} } = costOfField(definition);
    const each = new Points();
    each.add(this.#weight(definition, parent));
    each.add(1, argumentPoints(definition, node, this.#values));
    each.add(below.once);
    const words = wordsOf(definition, node, this.#values);
    if (words === undefined) asked.perWord.add(perWord, times);
    else {
      each.add(perWord, words);
      each.add(below.perWord, words);
    }
    asked.inAll.add(below.inAll, times);
    if (this.#isRead(definition, parent)) asked.inAll.add(READ_POINTS, times);
    for (const { name } of node.arguments ?? []) asked.inAll.add(given[name.value] ?? 0, times);
    if (!isListType(getNullableType(definition.type))) {
      each.add(below.perItem, size ?? DEFAULT_ITEMS);
      asked.once.add(each, times);
      return;
    }
    each.add(below.perItem, DEFAULT_ITEMS);
    if (size === undefined) return asked.perItem.add(each, times);
    const list = new Points();
    list.add(each, size);
    asked.once.add(list, times);
  }

  #definition(node: FieldNode, parent: GraphQLNamedType): AnyField | undefined {
    if (isObjectType(parent)) return getFieldDef(this.#schema, parent, node) ?? undefined;
    return isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
  }

  #size(definition: AnyField, node: FieldNode): Times | undefined {
    const isAllTypes = definition.name === "types" && getNamedType(definition.type).name === "__Type";
    return isAllTypes ? Object.keys(this.#schema.getTypeMap()).length : pageSizeOf(definition, node, this.#values);
  }

  #isRead({ args, type }: AnyField, parent: GraphQLNamedType): boolean {
    const isLookUp = parent === this.#schema.getQueryType() && isCompositeType(getNamedType(type));
    return (isLookUp && !isIntrospectionType(getNamedType(type))) || args.some(({ name }) => name === "after");
  }

  #weight(definition: AnyField, parent: GraphQLNamedType): number {
    const { weight } = costOfField(definition);
    if (weight !== undefined) return weight;
    if (parent === this.#schema.getMutationType()) return MUTATION_POINTS;
    const type = getNamedType(definition.type);
    if (isIntrospectionType(type) || isIntrospectionType(parent)) return INTROSPECTION_POINTS;
    return isCompositeType(type) ? OBJECT_POINTS : LEAF_POINTS;
  }

  #typeOf(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#schema.getType(name);
  }
}
