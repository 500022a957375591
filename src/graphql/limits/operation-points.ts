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
import { OperationValues } from "./operation-values.ts";
import { costOfField, pageSizeOf } from "./page-size.ts";
import { Points, type Times } from "./points.ts";

/** Objects of a list when neither argument nor declaration says how many. */
const DEFAULT_ITEMS = 5;
/** A write locks, reads back and logs. */
const MUTATION_WEIGHT = 10;
/** The schema is in memory and answered by plain reads. */
const INTROSPECTION_WEIGHT = 0.02;

/** What one selection asks of its object. */
interface Asked {
  readonly once: Points;
  /** Of each item of the page that the object is, if it is one: its lists without a size of their own. */
  readonly perItem: Points;
}

type AnyField = GraphQLField<unknown, unknown>;

const NOTHING: Asked = { once: new Points(), perItem: new Points() };

/** Points of a valid operation, not more often than once for each of its fragments. */
export function operationPoints(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Points {
  const compiler = new PointsCompiler(schema, document, operation);
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) return new Points();
  const { once, perItem } = compiler.selection(operation.selectionSet, rootType);
  once.add(perItem, DEFAULT_ITEMS);
  return once;
}

class PointsCompiler {
  readonly #schema: GraphQLSchema;
  readonly #values: OperationValues;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #askedByFragment = new Map<string, Asked>();

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
    this.#schema = schema;
    this.#values = new OperationValues(operation);
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  selection(selectionSet: SelectionSetNode, type: GraphQLNamedType): Asked {
    const asked: Asked = { once: new Points(), perItem: new Points() };
    for (const node of selectionSet.selections) {
      const times = this.#values.included(node);
      if (times !== 0) this.#select(node, type, { asked, times });
    }
    return asked;
  }

  #select(node: SelectionNode, type: GraphQLNamedType, into: { asked: Asked; times: Times }): void {
    const { asked, times } = into;
    if (node.kind === Kind.FIELD) return this.#field(node, type, into);
    const below =
      node.kind === Kind.FRAGMENT_SPREAD
        ? this.#fragment(node.name.value)
        : this.selection(node.selectionSet, this.#typeOf(node.typeCondition?.name.value) ?? type);
    asked.once.add(below.once, times);
    asked.perItem.add(below.perItem, times);
  }

  #fragment(name: string): Asked {
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

  #field(node: FieldNode, parent: GraphQLNamedType, { asked, times }: { asked: Asked; times: Times }): void {
    const definition = this.#definition(node, parent);
    if (definition === undefined) return;
    const type = getNamedType(definition.type);
    const below = node.selectionSet ? this.selection(node.selectionSet, type) : NOTHING;
    const size = this.#size(definition, node);
    const each = new Points();
    each.add(this.#weight(definition, parent));
    each.add(below.once);
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

  #weight(definition: AnyField, parent: GraphQLNamedType): number {
    const { weight } = costOfField(definition);
    if (weight !== undefined) return weight;
    if (parent === this.#schema.getMutationType()) return MUTATION_WEIGHT;
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return 0;
    return isIntrospectionType(type) ? INTROSPECTION_WEIGHT : 1;
  }

  #typeOf(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#schema.getType(name);
  }
}
