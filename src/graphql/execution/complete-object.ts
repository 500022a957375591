import { defaultTypeResolver, GraphQLError, isObjectType } from "graphql";
import type { GraphQLAbstractType, GraphQLObjectType } from "graphql";
import { inspect } from "graphql/jsutils/inspect.js";
import type { Place } from "./field-errors.ts";
import { output, type Pending } from "./json-output.ts";
import { ResolveInfo } from "./resolve-info.ts";
import type { FieldRun, ObjectRun } from "./run.ts";
import { isPromise } from "./value-kinds.ts";

/** Writes the result object for a value whose concrete type is known; the type may still disown it by isTypeOf. */
export function completeObject(object: ObjectRun, place: Place, value: unknown): Pending {
  const { type } = object.plan;
  const { run, field } = object;
  if (!type.isTypeOf || field === undefined) return run.executeFields(object, value, place);
  const isOfType = type.isTypeOf(value, run.contextValue, new ResolveInfo(field, fieldPlace(place)));
  if (isPromise(isOfType))
    return isOfType.then((answer) => output.capture(() => owned(object, place, { value, isOfType: answer })));
  return owned(object, place, { value, isOfType });
}

function owned(object: ObjectRun, place: Place, claim: { value: unknown; isOfType: unknown }): Pending {
  if (claim.isOfType) return object.run.executeFields(object, claim.value, place);
  throw new GraphQLError(`Expected value of type "${object.plan.type.name}" but got: ${inspect(claim.value)}.`, {
    nodes: object.field?.plan.nodes ?? null,
  });
}

/** Writes the result object for a value of an interface or union: the schema says which concrete type the value has. */
export function completeAbstract(field: FieldRun, place: Place, value: unknown): Pending {
  const type = abstractTypeOf(field);
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const info = new ResolveInfo(field, fieldPlace(place));
  const name: unknown = resolveType(value, field.run.contextValue, info, type);
  if (isPromise(name)) {
    return name.then((answer) => output.capture(() => completeObject(objectNamed(field, answer, value), place, value)));
  }
  return completeObject(objectNamed(field, name, value), place, value);
}

function abstractTypeOf({ shape }: FieldRun): GraphQLAbstractType {
  if (shape.kind === "abstract") return shape.type;
  throw new Error("Only interfaces and unions are to be resolved.");
}

function objectNamed(field: FieldRun, name: unknown, value: unknown): ObjectRun {
  const known = typeof name === "string" ? field.objects?.get(name) : undefined;
  if (known !== undefined) return known;
  const type = concreteType(field, name, value);
  const object = field.objectOf(type);
  field.objects?.set(type.name, object);
  return object;
}

/** @throws {GraphQLError} when the name is no concrete type of this interface or union */
function concreteType(field: FieldRun, name: unknown, value: unknown): GraphQLObjectType {
  const { schema } = field.run.plan;
  const { nodes, parentType, fieldName } = field.plan;
  const abstractType = abstractTypeOf(field);
  const subject = `Abstract type "${abstractType.name}"`;
  const must = `${subject} must resolve to an Object type at runtime for field "${parentType.name}.${fieldName}"`;
  if (name === null || name === undefined) {
    throw new GraphQLError(
      `${must}. Either the "${abstractType.name}" type should provide a "resolveType" function ` +
        `or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  }
  if (isObjectType(name)) {
    throw new GraphQLError(
      "Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 " +
        "please return type name instead.",
    );
  }
  if (typeof name !== "string") {
    throw new GraphQLError(`${must} with value ${inspect(value)}, received "${inspect(name)}".`);
  }
  const type = schema.getType(name);
  if (!type) {
    throw new GraphQLError(`${subject} was resolved to a type "${name}" that does not exist inside the schema.`, {
      nodes,
    });
  }
  if (!isObjectType(type)) {
    throw new GraphQLError(`${subject} was resolved to a non-object type "${name}".`, { nodes });
  }
  if (schema.isSubType(abstractType, type)) return type;
  throw new GraphQLError(`Runtime Object type "${type.name}" is not a possible type for "${abstractType.name}".`, {
    nodes,
  });
}

/** The place of the field itself, from that of an item in its list. */
function fieldPlace(place: Place): Place {
  let at = place;
  while (typeof at.key === "number" && at.prev !== undefined) at = at.prev;
  return at;
}
