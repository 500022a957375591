import {
  buildSchema,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
} from "graphql";
import type { GraphQLOutputType, GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { zooSdl } from "./zoo.sdl.ts";

/** How the resolvers of one execution behave; the same for the same seed and place. */
export interface Fates {
  readonly seed: number;
  /** Per cent of answers that are promises, and that are faulty. */
  readonly promises: number;
  readonly faults: number;
  /** Every call of a resolver, in order, with all it was told. */
  readonly calls: string[];
}

/** The zoo, whose answers are decided by the `Fates` in the context and by the place that is asked for. */
export function createZoo(): GraphQLSchema {
  const schema = buildSchema(zooSdl);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name === "Fussy") Object.assign(type, { serialize: fussySerialize, parseValue: fussyParse });
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    if (type.name === "Cat") type.isTypeOf = (value) => kindOf(value) === "Cat";
    if (type.name === "Robot") type.isTypeOf = async (value) => kindOf(value) === "Robot";
    for (const field of Object.values(type.getFields())) {
      if (hash(type.name, field.name) % 3 === 0 || field.name.startsWith("plain")) continue;
      field.resolve = (...[, args, fates, info]) => answer(fates, args, info);
    }
  }
  Object.assign(schema.getType("Owner") ?? {}, { resolveType: kindOf });
  Object.assign(schema.getType("Thing") ?? {}, { resolveType: thingType });
  return schema;
}

function thingType(value: unknown, fates: Fates, info: GraphQLResolveInfo): unknown {
  fates.calls.push(`type of ${responsePathAsArray(info.path).join(".")}`);
  const dice = hash(fates.seed, ...responsePathAsArray(info.path), kindOf(value), "type") % 100;
  if (dice < fates.faults / 2) return [undefined, "Nobody", "Dog", "Color", 7, info.schema.getType("Cat")][dice % 6];
  if (dice < fates.faults) throw new Error("no type");
  return dice % 100 < fates.promises ? Promise.resolve(kindOf(value)) : kindOf(value);
}

function answer(fates: Fates, args: unknown, info: GraphQLResolveInfo): unknown {
  const place = responsePathAsArray(info.path).join(".");
  const { fieldName, fieldNodes, parentType, returnType, variableValues, fragments, operation } = info;
  const told = [fieldName, fieldNodes.length, String(parentType), String(returnType), operation.loc?.start];
  fates.calls.push(
    JSON.stringify([place, args, ...told, variableValues, Object.keys(fragments), info.path.typename, info.rootValue]),
  );
  const dice = hash(fates.seed, place, fieldName, JSON.stringify(args));
  return fateful(fates, returnType, dice);
}

/** A value for this type, or a failure, now or later. */
function fateful(fates: Fates, type: GraphQLOutputType, dice: number): unknown {
  const isLater = hash(dice, "later") % 100 < fates.promises;
  const isFaulty = hash(dice, "faulty") % 100 < fates.faults;
  if (!isFaulty) return isLater ? Promise.resolve(valueOf(fates, type, dice)) : valueOf(fates, type, dice);
  switch (hash(dice, "fault") % 7) {
    case 0:
      if (isLater) return Promise.reject(new Error(`late ${dice}`));
      throw new Error(`thrown ${dice}`);
    case 1:
      return isLater ? Promise.resolve(new Error(`returned late ${dice}`)) : new Error(`returned ${dice}`);
    case 2:
      throw new GraphQLError(`coded ${dice}`, { extensions: { code: "ZOO" } });
    case 3:
      throw `text ${dice}`;
    case 4:
      return isLater ? Promise.resolve(undefined) : null;
    default:
      return [Symbol.for("wrong"), { wrong: true }, "wrong", 3.5, true, () => 1, new Set([1, null])][dice % 7];
  }
}

function valueOf(fates: Fates, type: GraphQLOutputType, dice: number): unknown {
  const nullable = getNullableType(type);
  if (!isNonNullType(type) && hash(dice, "null") % 12 === 0) return null;
  if (isListType(nullable)) {
    const item: GraphQLOutputType = nullable.ofType;
    const items = Array.from({ length: hash(dice, "length") % 4 }, (_, index) =>
      attempt(fates, item, dice + index + 1),
    );
    return hash(dice, "set") % 5 === 0 ? new Set(items) : items;
  }
  if (isAbstractType(nullable)) {
    const names = { Being: ["Cat", "Dog", "Keeper"], Owner: ["Keeper"], Pet: ["Cat", "Dog"] };
    const kinds = names[nullable.name as keyof typeof names] ?? ["Cat", "Robot", "Keeper"];
    return source(kinds[dice % kinds.length] ?? "Cat", dice);
  }
  if (isObjectType(nullable)) return source(nullable.name, dice);
  if (isEnumType(nullable)) return ["RED", "GREEN", "BLUE"][dice % 3];
  return leafOf(nullable.name, dice);
}

/** As a field's answer, but what would be thrown is an item of the list. */
function attempt(fates: Fates, type: GraphQLOutputType, dice: number): unknown {
  try {
    return fateful(fates, type, dice);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function leafOf(name: string, dice: number): unknown {
  if (name === "Int") return dice % 9 === 0 ? "17" : dice % 1000;
  if (name === "Float") return dice / 7;
  if (name === "Boolean") return dice % 2 === 0;
  if (name === "ID") return dice % 2 === 0 ? dice : `id${dice}`;
  if (name === "Anything") return { some: [dice, { deep: true }] };
  return dice % 8 === 0 ? dice : `text ${dice}`;
}

/** A source object with what fields without resolver find on it: values, methods and getters. */
function source(kind: string, dice: number): object {
  const object: Record<string, unknown> = {
    kind,
    plain: dice % 5 === 0 ? null : `plain ${dice}`,
    plainInt: [dice % 100, null, "12", 1.5, -0, true, undefined][dice % 7],
    plainBoolean: [true, false, 1, "no", null][dice % 5],
    plainFloat: [1.5, Number.NaN, "2", Number.POSITIVE_INFINITY, null][dice % 5],
    id: dice % 11 === 0 ? Promise.resolve("later") : `${kind}${dice}`,
    name: (args: unknown, context: Fates, info: GraphQLResolveInfo) => answer(context, args, info),
  };
  for (const name of [
    "friend",
    "friends",
    "lives",
    "color",
    "mood",
    "keeper",
    "tricks",
    "grid",
    "strictGrid",
    "says",
  ]) {
    object[name] = object["name"];
  }
  for (const name of ["serial", "builder", "parts", "twin", "colors", "pets", "things", "boss", "required"]) {
    object[name] = object["name"];
  }
  if (kind !== "Robot" && hash(dice, "typename") % 10 !== 0) object["__typename"] = kind;
  return object;
}

function kindOf(value: unknown): string {
  return typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : "Nobody";
}

function fussySerialize(value: unknown): unknown {
  const text = String(value);
  if (text.endsWith("3")) throw new Error(`too fussy for ${text}`);
  return text.endsWith("4") ? undefined : { fussy: text };
}

function fussyParse(value: unknown): unknown {
  if (value === "bad") throw new GraphQLError("bad is not fussy");
  return { parsed: value };
}

/** FNV-1a: the same small number for the same parts. */
export function hash(...parts: readonly unknown[]): number {
  let state = 2166136261;
  for (const char of parts.join("|")) state = Math.imul(state ^ char.charCodeAt(0), 16777619) >>> 0;
  return state % 100_003;
}
