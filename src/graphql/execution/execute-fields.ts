import { nullOrThrow, settle } from "./complete-value.ts";
import type { Place } from "./field-errors.ts";
import { END_OBJECT, gathered, type Json, NO_FIELDS, output, type Pending } from "./json-output.ts";
import { ResolveInfo } from "./resolve-info.ts";
import type { FieldRun, ObjectRun } from "./run.ts";
import { isObjectLike, isPromise } from "./value-kinds.ts";
import { passes } from "./value-shape.ts";

const noRow: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null));

/**
 * Writes the result object for one source value. A field that answers with a promise leaves a gap: then what is written
 * is taken out, and comes with what fills the gaps.
 *
 * @throws {GraphQLError} located, when a non-null field fails
 */
export function executeFields(object: ObjectRun, source: unknown, place: Place | undefined): Pending {
  const row = isObjectLike(source) ? source : noRow;
  const { fields } = object;
  const { jsonKeys } = object.plan;
  const start = output.end;
  let parts: (Json | PromiseLike<Json>)[] | undefined;
  try {
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as FieldRun;
      const { plan } = field;
      output.key(jsonKeys[index] as Uint8Array);
      const stored = plan.isColumn ? row[plan.fieldName] : plan.constant;
      if (passes(field.shape.passing, stored)) {
        output.leaf(stored);
        continue;
      }
      const pending = executeField(field, source, place);
      if (pending !== undefined) (parts ??= []).push(output.take(start), pending);
    }
  } catch (error) {
    if (parts === undefined) throw error;
    output.rewind(start);
    // The fields that are under way may fail as well: wait for them, so that no rejection is left unhandled.
    return whole(parts).finally(() => {
      throw error;
    });
  }
  output.endObject(fields.length);
  if (parts === undefined) return undefined;
  parts.push(output.take(start));
  return whole(parts);
}

/** By a `then` more, as in graphql-js: where several fail, the same one is the first. */
const whole = (parts: readonly (Json | PromiseLike<Json>)[]): Promise<Json> => gathered(parts).then((json) => json);

/** As executeFields, but a field starts when the one before it has been answered: mutations. */
export function executeFieldsSerially(object: ObjectRun, source: unknown): Json | PromiseLike<Json> {
  const { fields, plan } = object;
  const parts: Json[] = [];
  let done: PromiseLike<unknown> | undefined;
  for (const [index, field] of fields.entries()) {
    const step = () => {
      const answer = output.capture(() => executeField(field, source, undefined));
      parts.push(plan.jsonKeys[index] as Uint8Array);
      return isPromise(answer) ? answer.then((json) => parts.push(json)) : void parts.push(answer);
    };
    done = done === undefined ? step() : done.then(step);
  }
  const ended = () => [...parts, fields.length === 0 ? NO_FIELDS : END_OBJECT];
  return done?.then(ended) ?? ended();
}

function executeField(field: FieldRun, source: unknown, parent: Place | undefined): Pending {
  const place: Place = { prev: parent, key: field.plan.responseKey, typename: field.plan.parentType.name };
  let answer: unknown;
  try {
    answer = resolveField(field, source, place);
  } catch (error) {
    nullOrThrow(field, place, error);
    return undefined;
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
