import { GraphQLError, locatedError } from "graphql";
import type { GraphQLLeafType } from "graphql";
import { inspect } from "graphql/jsutils/inspect.js";
import { completeAbstract, completeObject } from "./complete-object.ts";
import { pathOf } from "./field-errors.ts";
import type { Place } from "./field-errors.ts";
import type { FieldRun } from "./run.ts";
import { isIterable, isPromise } from "./value-kinds.ts";
import { passes } from "./value-shape.ts";

/** A resolver's answer, or a list's item, as it goes into the result: errors become null here or are thrown on. */
export function settle(field: FieldRun, place: Place, answer: unknown): unknown {
  try {
    const completed = isPromise(answer)
      ? answer.then((value) => completeValue(field, place, value))
      : completeValue(field, place, answer);
    if (!isPromise(completed)) return completed;
    return completed.then(undefined, (error: unknown) => nullOrThrow(field, place, error));
  } catch (error) {
    return nullOrThrow(field, place, error);
  }
}

/** Null, with the error kept, if the type allows it. @throws {GraphQLError} the error, located, if it does not */
export function nullOrThrow(field: FieldRun, place: Place, reason: unknown): null {
  const error = locatedError(reason, field.plan.nodes, pathOf(place));
  if (field.shape.isNonNull) throw error;
  field.run.errors.add(error, place);
  return null;
}

function completeValue(field: FieldRun, place: Place, value: unknown): unknown {
  if (value instanceof Error) throw value;
  const { shape } = field;
  if (value === null || value === undefined) {
    if (!shape.isNonNull) return null;
    throw new Error(`Cannot return null for non-nullable field ${nameOf(field)}.`);
  }
  switch (shape.kind) {
    case "leaf":
      return passes(shape.passing, value) ? value : serialize(shape.type, value);
    case "object":
      return completeObject(field.object(shape.type), place, value);
    case "list":
      return completeList(field, place, value);
    case "abstract":
      return completeAbstract(field, place, value);
  }
}

function completeList(field: FieldRun, place: Place, list: unknown): unknown {
  const { item } = field;
  if (item === undefined || !isIterable(list)) {
    throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(field)}".`);
  }
  const { passing } = item.shape;
  const completed: unknown[] = [];
  let isPending = false;
  try {
    for (const value of list) {
      if (passes(passing, value)) {
        completed.push(value);
        continue;
      }
      const settled = settle(item, { prev: place, key: completed.length, typename: undefined }, value);
      if (isPromise(settled)) isPending = true;
      completed.push(settled);
    }
  } catch (error) {
    // The list is lost, but its items may still fail, and an unhandled rejection would end the process.
    void Promise.allSettled([...completed, ...list].filter(isPromise));
    throw error;
  }
  return isPending ? Promise.all(completed) : completed;
}

function serialize(type: GraphQLLeafType, value: unknown): unknown {
  const serialized: unknown = type.serialize(value);
  if (serialized !== null && serialized !== undefined) return serialized;
  throw new Error(
    `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to ` +
      `return non-nullable value, returned: ${inspect(serialized)}`,
  );
}

function nameOf({ plan }: FieldRun): string {
  return `${plan.parentType.name}.${plan.fieldName}`;
}
