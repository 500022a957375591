import { isJsonObject, type JsonObject } from "../clean-json.ts";
import { CAMEL_CASE } from "./ninjs-names.ts";

/** The generations of ninjs: flat (1), structured with lower-case names (2), structured in camelCase (3). */
export type NinjsVersion = 1 | 2 | 3;

const MAJOR_VERSIONS = new Map<string, NinjsVersion>([
  ["1", 1],
  ["2", 2],
  ["3", 3],
]);
const FLAT =
  /^(headline|byline|person|organisation|place|subject|event|object|infosource|genre)$|^(body|description|headline)_/;
const STRUCTURED =
  /^(headlines|bodies|descriptions|people|organisations|places|subjects|events|objects|infosources|genres|by)$/;

/** Versions are stored as PostgreSQL integers. */
export const MAX_VERSION = 2_147_483_647;

/** The version of a story as a number that can be stored; undefined: it is none. */
export function versionNumber(version: unknown): number | undefined {
  const isDigits = typeof version === "string" && /^\d+$/.test(version);
  const number = typeof version === "number" || isDigits ? Number(version) : Number.NaN;
  return Number.isInteger(number) && number >= 1 && number <= MAX_VERSION ? number : undefined;
}

/** What the item says of itself (`standard.version`, `$standard.version`), else what its property names and shapes tell. */
export function ninjsVersion(item: JsonObject): NinjsVersion {
  return statedVersion(item["standard"]) ?? statedVersion(item["$standard"]) ?? versionByShape(item);
}

function statedVersion(standard: unknown): NinjsVersion | undefined {
  if (!isJsonObject(standard)) return undefined;
  const { version } = standard;
  return typeof version === "string" ? MAJOR_VERSIONS.get(version.split(".")[0] ?? "") : undefined;
}

function versionByShape(item: JsonObject): NinjsVersion {
  const names = Object.keys(item);
  const isLowerCase = names.some((name) => CAMEL_CASE.has(name)) || hasLowerCaseText(item["bodies"]);
  if (names.some((name) => STRUCTURED.test(name)) || Array.isArray(item["associations"])) return isLowerCase ? 2 : 3;
  const isFlat =
    names.some((name) => FLAT.test(name)) || isJsonObject(item["associations"]) || isJsonObject(item["altids"]);
  return isFlat || isLowerCase ? 1 : 3;
}

const hasLowerCaseText = (bodies: unknown) =>
  Array.isArray(bodies) &&
  bodies.some((body) => isJsonObject(body) && Object.keys(body).some((name) => CAMEL_CASE.has(name)));
