import { isJsonObject, type JsonObject, type JsonValue } from "../clean-json.ts";

/** Names of ninjs 1.x and 2.x → names of 3.x, wherever 3.x only changed the spelling. */
export const CAMEL_CASE: ReadonlyMap<string, string> = new Map([
  ["representationtype", "representationType"],
  ["firstcreated", "firstCreated"],
  ["versioncreated", "versionCreated"],
  ["contentcreated", "contentCreated"],
  ["embargoed", "embargoedUntil"],
  ["pubstatus", "pubStatus"],
  ["copyrightholder", "copyrightHolder"],
  ["copyrightnotice", "copyrightNotice"],
  ["usageterms", "usageTerms"],
  ["altids", "altIds"],
  ["contenttype", "contentType"],
  ["ednote", "edNote"],
  ["sizeinbytes", "sizeInBytes"],
]);

const LOWER_CASE = new Map([...CAMEL_CASE].map(([lowerCase, camelCase]) => [camelCase, lowerCase]));

/** The same item under the names of ninjs 3.x, at every depth. */
export function inCamelCase(item: JsonObject): JsonObject {
  const renamed: JsonObject = {};
  for (const [name, property] of Object.entries(item))
    renamed[CAMEL_CASE.get(name) ?? name] = valueInCamelCase(property);
  return renamed;
}

function valueInCamelCase(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(valueInCamelCase);
  return isJsonObject(value) ? inCamelCase(value) : value;
}

/** A JSON pointer in the names of ninjs 3.x → the same in those of 2.x, which the sender used. */
export function inLowerCase(pointer: string): string {
  return pointer
    .split("/")
    .map((name) => LOWER_CASE.get(name) ?? name)
    .join("/");
}
