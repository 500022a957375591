import { GraphQLError, locatedError } from "graphql";
import type { GraphQLLeafType } from "graphql";
import { inspect } from "graphql/jsutils/inspect.js";
import { completeAbstract, completeObject } from "./complete-object.ts";
import { pathOf } from "./field-errors.ts";
import type { Place } from "./field-errors.ts";
import { gathered, type Json, output, type Pending } from "./json-output.ts";
import type { FieldRun, Run } from "./run.ts";
import { isIterable, isPromise } from "./value-kinds.ts";
import { passes } from "./value-shape.ts";

/** Writes a resolver's answer, or a list's item: errors become null here or are thrown on. */
export function settle(field: FieldRun, place: Place, answer: unknown): Pending {
  const start = output.end;
  try {
    const pending = isPromise(answer)
      ? answer.then((value) => inSlice(field.run, () => completeValue(field, place, value)))
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

/** Whether there are items from there on, none of which might be rejected meanwhile. */
function canWait(values: readonly unknown[], from: number): boolean {
  if (from >= values.length) return false;
  for (let index = from; index < values.length; index++) if (isPromise(values[index])) return false;
  return true;
}

/** What `write` writes, at once or in the next slice. */
function inSlice(run: Run, write: () => Pending): Json | PromiseLike<Json> {
  const { slices } = run;
  if (!slices?.isOver()) return output.capture(write);
  return slices.next(run).then(() => output.capture(write));
}

function completeList(field: FieldRun, place: Place, list: unknown): Pending {
  const { item } = field;
  if (item === undefined || !isIterable(list)) {
    throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(field)}".`);
  }
  return completeItems(item, place, { values: Array.isArray(list) ? list : [...list], from: 0 });
}

/** Writes a list's items from one on, and its end. A long list is written in slices. */
function completeItems(
  item: FieldRun,
  place: Place,
  { values, from }: { values: readonly unknown[]; from: number },
): Pending {
  const { passing } = item.shape;
  const { slices } = item.run;
  const start = output.end;
  let parts: (Json | PromiseLike<Json>)[] | undefined;
  if (from === 0) output.beginList();
  try {
    for (let index = from; index < values.length; index++) {
      const value = values[index];
      if (index > 0) output.separate();
      if (passes(passing, value)) {
        output.leaf(value);
        continue;
      }
      const pending = settle(item, { prev: place, key: index, typename: undefined }, value);
      if (pending !== undefined) (parts ??= []).push(output.take(start), pending);
      if (slices?.isOver() && canWait(values, index + 1)) {
        const written = output.take(start);
        const rest = slices
          .next(item.run)
          .then(() => output.capture(() => completeItems(item, place, { values, from: index + 1 })));
        return gathered([...(parts ?? []), written, rest]);
      }
    }
  } catch (error) {
    // The list is lost, but its items may still fail, and an unhandled rejection would end the process.
    void Promise.allSettled([...(parts ?? []), ...values.slice(from)].filter(isPromise));
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
