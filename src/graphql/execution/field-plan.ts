import { getArgumentValues, TypeNameMetaFieldDef } from "graphql";
import type { FieldNode, GraphQLField, GraphQLFieldResolver, GraphQLObjectType } from "graphql";
import { aheadKey } from "./ahead-key.ts";
import type { ObjectPlan } from "./plan.ts";
import { shapeOf } from "./value-shape.ts";
import type { ValueShape } from "./value-shape.ts";
import { variablesIn } from "./variables-in.ts";

export type Args = Readonly<Record<string, unknown>>;

/** Where a field stands: its type and the nodes that ask for it, at least one, merged under one response key. */
export interface FieldPosition {
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

/** All that the document and the schema say about one field of a result object. */
export class FieldPlan {
  readonly responseKey: string;
  readonly fieldName: string;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  readonly shape: ValueShape;
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** The answer itself where no parent can change it: __typename. */
  readonly constant: string | undefined;
  /** A leaf that is the parent's property of that name, without arguments. */
  readonly isColumn: boolean;
  /** The relation under which, with the arguments, the parent may carry the answer. */
  readonly relation: string | undefined;
  /** The arguments if no variable decides them; undefined too when they are wrong, which is then found at each call. */
  readonly fixedArgs: Args | undefined;
  readonly fixedKey: string | undefined;
  /** What is asked of each concrete type the value was found to have so far. */
  readonly objects = new Map<GraphQLObjectType, ObjectPlan>();

  constructor({ parentType, definition, nodes }: FieldPosition) {
    this.nodes = nodes;
    this.definition = definition;
    this.parentType = parentType;
    this.fieldName = definition.name;
    this.responseKey = nodes[0].alias?.value ?? nodes[0].name.value;
    this.shape = shapeOf(definition.type);
    this.resolve = definition.resolve;
    this.constant = definition === TypeNameMetaFieldDef ? parentType.name : undefined;
    const { to } = definition.extensions;
    this.relation = typeof to === "string" ? to : undefined;
    this.isColumn =
      this.relation === undefined &&
      this.resolve === undefined &&
      definition.args.length === 0 &&
      this.shape.kind === "leaf";
    this.fixedArgs = fixedArgsOf(definition, nodes[0]);
    this.fixedKey = this.relation !== undefined && this.fixedArgs ? aheadKey(this.relation, this.fixedArgs) : undefined;
  }
}

const noArgs: Args = Object.freeze({});

function fixedArgsOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): Args | undefined {
  if (definition.args.length === 0) return noArgs;
  if (variablesIn(node.arguments).length > 0) return undefined;
  try {
    return frozen(getArgumentValues(definition, node));
  } catch {
    return undefined;
  }
}

/** Shared by all requests, so a resolver that writes into its arguments must fail rather than change the next answer. */
function frozen<T>(value: T): T {
  if (Array.isArray(value)) value.forEach(frozen);
  else if (isRecord(value)) Object.values(value).forEach(frozen);
  else return value;
  return Object.freeze(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
