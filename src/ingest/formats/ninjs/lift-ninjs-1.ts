import { isJsonObject, type JsonObject, type JsonValue, pointerToken } from "../clean-json.ts";
import { CAMEL_CASE } from "./ninjs-names.ts";

/** JSON pointers of the lifted item → where the sender wrote it. */
export type Origins = [lifted: string, original: string][];

interface Lifted {
  item: JsonObject;
  origins: Origins;
}

/** Content types told by the last word of a name: `body_xhtml`, `description_standfirst_text`. */
const CONTENT_TYPES = new Map([
  ["xhtml", "application/xhtml+xml"],
  ["html", "text/html"],
  ["html5", "text/html"],
  ["richtext", "text/html"],
  ["text", "text/plain"],
  ["plain", "text/plain"],
]);

const RENAMED = new Map([
  ...CAMEL_CASE,
  ["byline", "by"],
  ["person", "people"],
  ["organisation", "organisations"],
  ["place", "places"],
  ["subject", "subjects"],
  ["event", "events"],
  ["mimetype", "contentType"],
]);
const ENTITIES = new Set(["person", "organisation", "place", "subject", "event"]);
const TEXTS = new Map([
  ["headline", "headlines"],
  ["body", "bodies"],
  ["description", "descriptions"],
]);
/** Objects keyed by name that became arrays of objects with that name. */
const KEYED = new Map([
  ["associations", "associations"],
  ["renditions", "renditions"],
  ["altids", "altIds"],
]);

/** A flat ninjs 1.x item in the structure and names of 3.x. Nothing is checked: what has the wrong type keeps it. */
export function liftNinjs1(flat: JsonObject, from = "", to = ""): Lifted {
  const lifted: Lifted = { item: {}, origins: [] };
  for (const [name, texts] of TEXTS) lifted.origins.push([`${to}/${texts}`, `${from}/${name}`]);
  const lists = new Map<string, JsonValue[]>();
  const move = (name: string, newName: string, value: JsonValue) => {
    lifted.item[newName] = value;
    lifted.origins.push([`${to}/${newName}`, `${from}/${pointerToken(name)}`]);
  };
  for (const [name, value] of Object.entries(flat)) {
    const [, word = "", role = ""] = /^(headline|body|description)(?:_(.+))?$/.exec(name) ?? [];
    const texts = TEXTS.get(word);
    const keyed = KEYED.get(name);
    if (texts !== undefined) {
      const list = lists.get(texts) ?? [];
      lists.set(texts, list);
      lifted.item[texts] = list;
      lifted.origins.push([`${to}/${texts}/${list.length}/value`, `${from}/${pointerToken(name)}`]);
      list.push(liftText(role, value));
    } else if (keyed !== undefined && isJsonObject(value)) {
      move(name, keyed, liftKeyed(value, { from: `${from}/${name}`, to: `${to}/${keyed}`, origins: lifted.origins }));
    } else if (ENTITIES.has(name) && Array.isArray(value)) move(name, RENAMED.get(name) ?? name, value.map(liftEntity));
    else move(name, RENAMED.get(name) ?? name, value);
  }
  return lifted;
}

/** Where the sender wrote what stands at `pointer` of the lifted item. */
export function originOf(pointer: string, origins: Origins): string {
  let best: Origins[number] = ["", ""];
  for (const origin of origins) {
    const isPrefix = pointer === origin[0] || pointer.startsWith(`${origin[0]}/`);
    if (isPrefix && origin[0].length > best[0].length) best = origin;
  }
  return best[1] + pointer.slice(best[0].length);
}

function liftText(roleAndType: string, value: JsonValue): JsonObject {
  const words = roleAndType.split("_");
  const contentType = CONTENT_TYPES.get(words.at(-1) ?? "");
  const role = (contentType === undefined ? words : words.slice(0, -1)).join("_");
  return { ...(role !== "" && { role }), ...(contentType !== undefined && { contentType }), value };
}

function liftKeyed(keyed: JsonObject, place: { from: string; to: string; origins: Origins }): JsonValue[] {
  return Object.entries(keyed).map(([name, value], index) => {
    const to = `${place.to}/${index}`;
    const from = `${place.from}/${pointerToken(name)}`;
    place.origins.push([to, from]);
    if (!isJsonObject(value)) {
      if (!place.to.endsWith("/altIds")) return value;
      place.origins.push([`${to}/value`, from]);
      return { role: name, value };
    }
    const { item, origins } = liftNinjs1(value, from, to);
    place.origins.push(...origins);
    return { ...item, name };
  });
}

/** ninjs 1.x identifies by `scheme` and `code`, later versions by `uri` and `literal`. */
function liftEntity(entity: JsonValue): JsonValue {
  if (!isJsonObject(entity)) return entity;
  const { scheme, code, ...rest } = entity;
  if (typeof code !== "string") return rest;
  const isUri = /^[a-z][a-z0-9+.-]*:./i.test(code);
  const uri = isUri ? code : typeof scheme === "string" && /^https?:/.test(scheme) ? scheme + code : undefined;
  return { literal: code, ...(uri !== undefined && { uri }), ...rest };
}
