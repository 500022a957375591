import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString } from "graphql";
import { getNullableType, isAbstractType, isListType, isNonNullType, isObjectType } from "graphql";
import type { GraphQLAbstractType, GraphQLLeafType, GraphQLObjectType, GraphQLOutputType } from "graphql";

/** A field's type, unwrapped once: what completing a value has to know. */
export type ValueShape = LeafShape | ObjectShape | AbstractShape | ListShape;

/** Which raw values a leaf serialises to themselves, so that serialising can be left out. */
export type Passing = "string" | "boolean" | "int32" | "finite" | "nothing";

export interface LeafShape {
  readonly kind: "leaf";
  readonly isNonNull: boolean;
  readonly passing: Passing;
  readonly type: GraphQLLeafType;
  readonly item: undefined;
}

export interface ObjectShape {
  readonly kind: "object";
  readonly isNonNull: boolean;
  readonly passing: "nothing";
  readonly type: GraphQLObjectType;
  readonly item: undefined;
}

export interface AbstractShape {
  readonly kind: "abstract";
  readonly isNonNull: boolean;
  readonly passing: "nothing";
  readonly type: GraphQLAbstractType;
  readonly item: undefined;
}

export interface ListShape {
  readonly kind: "list";
  readonly isNonNull: boolean;
  readonly passing: "nothing";
  readonly type: undefined;
  readonly item: ValueShape;
}

const shapes = new WeakMap<GraphQLOutputType, ValueShape>();

/** The shape of a type; the same object each time. */
export function shapeOf(type: GraphQLOutputType): ValueShape {
  let shape = shapes.get(type);
  if (shape === undefined) {
    shape = unwrap(type);
    shapes.set(type, shape);
  }
  return shape;
}

function unwrap(type: GraphQLOutputType): ValueShape {
  const isNonNull = isNonNullType(type);
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return { kind: "list", isNonNull, passing: "nothing", type: undefined, item: shapeOf(nullable.ofType) };
  }
  if (isObjectType(nullable)) return { kind: "object", isNonNull, passing: "nothing", type: nullable, item: undefined };
  if (isAbstractType(nullable)) {
    return { kind: "abstract", isNonNull, passing: "nothing", type: nullable, item: undefined };
  }
  return { kind: "leaf", isNonNull, passing: passingOf(nullable), type: nullable, item: undefined };
}

/** By the serialize function and not by name: a schema may bring a scalar of its own called String. */
function passingOf(type: GraphQLLeafType): Passing {
  const serialize: unknown = type.serialize;
  if (serialize === GraphQLString.serialize || serialize === GraphQLID.serialize) return "string";
  if (serialize === GraphQLBoolean.serialize) return "boolean";
  if (serialize === GraphQLInt.serialize) return "int32";
  return serialize === GraphQLFloat.serialize ? "finite" : "nothing";
}

/** Whether the leaf would serialise this value to itself. */
export function passes(passing: Passing, value: unknown): boolean {
  switch (passing) {
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "int32":
      return typeof value === "number" && (value | 0) === value;
    case "finite":
      return typeof value === "number" && Number.isFinite(value);
    case "nothing":
      return false;
  }
}
