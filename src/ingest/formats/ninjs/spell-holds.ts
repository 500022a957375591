import { isJsonObject, type JsonObject, type JsonValue, pointerToken } from "../clean-json.ts";
import type { ParseContext } from "../format.ts";
import { statusIn, timeIn } from "./ninjs-holds.ts";

type HoldName = "pubStatus" | "embargoedUntil";

/** Names of the properties that hold a story back, by their letters alone → as ninjs 3 spells them. */
const NAMES: ReadonlyMap<string, HoldName> = new Map([
  ["pubstatus", "pubStatus"],
  ["embargoed", "embargoedUntil"],
  ["embargoeduntil", "embargoedUntil"],
]);

interface Spelled {
  item: JsonObject;
  /** JSON pointers to these properties as they are spelled now → as the sender did. */
  origins: ReadonlyMap<string, string>;
}

/**
 * The item with the properties that hold it or its associations back under their names in ninjs 3, whatever version it is
 * in: nobody's kill fails by its spelling. Of several the one stands that holds back more.
 */
export function spellHolds(given: JsonObject, context: ParseContext): Spelled {
  const origins = new Map<string, string>();
  const item = respelled(given, { context, note: (name, key) => origins.set(`/${name}`, `/${pointerToken(key)}`) });
  const { associations } = item;
  if (!isList(associations)) return { item, origins };
  const entries = Object.entries(associations).map(([name, association], index) => {
    const [at, from] = [`/associations/${index}`, `/associations/${pointerToken(name)}`];
    const note = (hold: string, key: string) => origins.set(`${at}/${hold}`, `${from}/${pointerToken(key)}`);
    return [name, isJsonObject(association) ? respelled(association, { context, note }) : association] as const;
  });
  const spelled = Array.isArray(associations) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
  return { item: { ...item, associations: spelled }, origins };
}

const isList = (value: JsonValue | undefined): value is JsonValue[] | JsonObject =>
  Array.isArray(value) || isJsonObject(value);

interface Respelling {
  context: ParseContext;
  /** Told of each of the properties, with the key the sender gave it. */
  note: (name: HoldName, key: string) => void;
}

function respelled(given: JsonObject, { context, note }: Respelling): JsonObject {
  const item: JsonObject = {};
  const said = new Map<HoldName, { key: string; value: JsonValue }>();
  for (const [key, value] of Object.entries(given)) {
    const name = NAMES.get(key.toLowerCase().replaceAll(/[^a-z]/g, ""));
    const before = name && said.get(name);
    if (name === undefined) item[key] = value;
    else if (!before || WEIGHTS[name](value, context) > WEIGHTS[name](before.value, context))
      said.set(name, { key, value });
  }
  for (const [name, { key, value }] of said) {
    item[name] = value;
    note(name, key);
  }
  return item;
}

/** How much a value holds back; what cannot be read holds most but for a kill: it is refused, not passed over. */
const WEIGHTS: Record<HoldName, (value: JsonValue, context: ParseContext) => number> = {
  pubStatus: (value) => ["PUBLISHED", "DRAFT", undefined, "WITHDRAWN"].indexOf(statusIn(value)),
  embargoedUntil: (value, context) => timeIn(value, context)?.getTime() ?? Infinity,
};
