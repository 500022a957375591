import { GraphQLError, locatedError } from "graphql";
import type { GraphQLLeafType } from "graphql";
import { inspect } from "graphql/jsutils/inspect.js";
import { completeAbstract, completeObject } from "./complete-object.ts";
import { pathOf } from "./field-errors.ts";
import type { Place } from "./field-errors.ts";
import { gathered, type Json, output, type Pending } from "./json-output.ts";
import type { FieldRun } from "./run.ts";
import { isIterable, isPromise } from "./value-kinds.ts";
import { passes } from "./value-shape.ts";

/** Writes a resolver's answer, or a list's item: errors become null here or are thrown on. */
export function settle(field: FieldRun, place: Place, answer: unknown): Pending {
  const start = output.end;
  try {
    const pending = isPromise(answer)
      ? answer.then((value) => output.capture(() => completeValue(field, place, value)))
      : completeValue(field, place, answer);
    return pending?.then(undefined, (error: unknown) => output.capture(() => nullOrThrow(field, place, error)));
  } catch (error) {
    output.rewind(start);
    return nullOrThrow(field, place, error);
  }
}

/** Writes null and keeps the error, if the type allows it. @throws {GraphQLError} the error, located, if it does not */
export function nullOrThrow(field: FieldRun, place: Place, reason: unknown): undefined {
  const error = locatedError(reason, field.plan.nodes, pathOf(place));
  if (field.shape.isNonNull) throw error;
  field.run.errors.add(error, place);
  output.null();
}

function completeValue(field: FieldRun, place: Place, value: unknown): Pending {
  if (value instanceof Error) throw value;
  const { shape } = field;
  if (value === null || value === undefined) {
    if (shape.isNonNull) throw new Error(`Cannot return null for non-nullable field ${nameOf(field)}.`);
    return output.null();
  }
  switch (shape.kind) {
    case "leaf":
      return output.leaf(passes(shape.passing, value) ? value : serialize(shape.type, value));
    case "object":
      return completeObject(field.object(shape.type), place, value);
    case "list":
      return completeList(field, place, value);
    case "abstract":
      return completeAbstract(field, place, value);
  }
}

function completeList(field: FieldRun, place: Place, list: unknown): Pending {
  const { item } = field;
  if (item === undefined || !isIterable(list)) {
    throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(field)}".`);
  }
  const { passing } = item.shape;
  const start = output.end;
  let parts: (Json | PromiseLike<Json>)[] | undefined;
  let count = 0;
  output.beginList();
  try {
    for (const value of list) {
      if (count > 0) output.separate();
      if (passes(passing, value)) output.leaf(value);
      else {
        const pending = settle(item, { prev: place, key: count, typename: undefined }, value);
        if (pending !== undefined) (parts ??= []).push(output.take(start), pending);
      }
      count += 1;
    }
  } catch (error) {
    // The list is lost, but its items may still fail, and an unhandled rejection would end the process.
    void Promise.allSettled([...(parts ?? []), ...list].filter(isPromise));
    throw error;
  }
  output.endList();
  if (parts === undefined) return undefined;
  parts.push(output.take(start));
  return gathered(parts);
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
