import { settle, nullOrThrow } from "./complete-value.ts";
import type { Place } from "./field-errors.ts";
import { ResolveInfo } from "./resolve-info.ts";
import type { Data, FieldRun, ObjectRun } from "./run.ts";
import { isObjectLike, isPromise } from "./value-kinds.ts";
import { passes } from "./value-shape.ts";

const noRow: Data = Object.freeze(Object.create(null));

/**
 * The result object for one source value: a promise of it if a field answers with a promise.
 * The order of its keys is the order of the selection, whatever is answered first.
 *
 * @throws {GraphQLError} located, when a non-null field fails
 */
export function executeFields(object: ObjectRun, source: unknown, place: Place | undefined): Data | Promise<Data> {
  const row = isObjectLike(source) ? source : noRow;
  const data: Data = object.plan.hasProtoKey ? Object.create(null) : {};
  let pending: string[] | undefined;
  try {
    for (const field of object.fields) {
      const { plan } = field;
      const stored = plan.isColumn ? row[plan.fieldName] : plan.constant;
      if (passes(field.shape.passing, stored)) {
        data[plan.responseKey] = stored;
        continue;
      }
      const value = executeField(field, source, place);
      data[plan.responseKey] = value;
      if (isPromise(value)) (pending ??= []).push(plan.responseKey);
    }
  } catch (error) {
    if (pending === undefined) throw error;
    // The fields that are under way may fail as well: wait for them, so that no rejection is left unhandled.
    return allOf(data, pending).finally(() => {
      throw error;
    });
  }
  return pending === undefined ? data : allOf(data, pending);
}

/** As executeFields, but a field starts when the one before it has been answered: mutations. */
export function executeFieldsSerially(object: ObjectRun, source: unknown): Data | PromiseLike<Data> {
  const data: Data = object.plan.hasProtoKey ? Object.create(null) : {};
  let done: PromiseLike<Data> | undefined;
  for (const field of object.fields) {
    done = done === undefined ? step(data, field, source) : done.then(() => step(data, field, source) ?? data);
  }
  return done ?? data;
}

function step(data: Data, field: FieldRun, source: unknown): PromiseLike<Data> | undefined {
  const value = executeField(field, source, undefined);
  if (!isPromise(value)) {
    data[field.plan.responseKey] = value;
    return undefined;
  }
  return value.then((answer) => {
    data[field.plan.responseKey] = answer;
    return data;
  });
}

async function allOf(data: Data, pending: readonly string[]): Promise<Data> {
  const values = await Promise.all(pending.map((key) => data[key]));
  pending.forEach((key, index) => {
    data[key] = values[index];
  });
  return data;
}

function executeField(field: FieldRun, source: unknown, parent: Place | undefined): unknown {
  const place: Place = { prev: parent, key: field.plan.responseKey, typename: field.plan.parentType.name };
  let answer: unknown;
  try {
    answer = resolveField(field, source, place);
  } catch (error) {
    return nullOrThrow(field, place, error);
  }
  return settle(field, place, answer);
}

/** What the parent carries already, or else what the resolver says; without a resolver the property of that name. */
function resolveField(field: FieldRun, source: unknown, place: Place): unknown {
  const { plan, run, args } = field;
  if (plan.relation !== undefined && run.ahead !== undefined && isObjectLike(source)) {
    const key = field.aheadKey;
    const known = key === undefined ? undefined : run.ahead(source, key);
    if (known !== undefined) return known;
  }
  const { resolve } = plan;
  if (resolve !== undefined) return resolve(source, args, run.contextValue, new ResolveInfo(field, place));
  if (!isObjectLike(source)) return undefined;
  const property = source[plan.fieldName];
  if (typeof property !== "function") return property;
  return property.call(source, args, run.contextValue, new ResolveInfo(field, place));
}
