import type { ChildNode } from "domhandler";
import { selectAll } from "css-select";
import { textContent } from "domutils";
import { lineOf, parseFragment } from "../../../content/body/html-tree.ts";
import type { Findings } from "../format.ts";
import { cleanJson, isJsonObject, type JsonObject, type JsonValue } from "../clean-json.ts";
import { oneLine } from "../one-line.ts";

/** schema.org's NewsArticle, its kin and what blogs use in its stead. */
const ARTICLE_TYPE = /^(?:https?:\/\/schema\.org\/)?(?:[A-Z]\w*)?(?:Article|BlogPosting|Report)$/;

/** What a page's JSON-LD says: the article first, and everything that has a type or an id. */
export interface JsonLd {
  /** Empty when the page describes none. */
  article: JsonObject;
  /** Objects of that schema.org type, outermost first. */
  ofType: (type: string) => JsonObject[];
  /** The objects of a property: one or many, written in place or by `@id`; strings stay strings. */
  values: (value: JsonValue | undefined) => JsonValue[];
}

/** @param uri the page's address, to tell its article from those it links to */
export function readJsonLd(tree: ChildNode[], uri: string | undefined, findings: Findings): JsonLd {
  const scripts = selectAll<ChildNode, ChildNode>('script[type^="application/ld+json" i]', tree);
  const objects = inBreadthFirstOrder(scripts.map((script) => parseScript(textContent(script), findings)));
  const byId = new Map(
    objects.filter((object) => Object.keys(object).length > 1).map((object) => [object["@id"], object]),
  );
  const values = (value: JsonValue | undefined): JsonValue[] =>
    asArray(value).map((element) => (isJsonObject(element) ? (byId.get(element["@id"] ?? "") ?? element) : element));
  const articles = objects.filter((object) => typesOf(object).some((type) => ARTICLE_TYPE.test(type)));
  return {
    article: articles.find((article) => addressesOf(article).includes(uri ?? "")) ?? articles[0] ?? {},
    ofType: (type) => objects.filter((object) => typesOf(object).includes(type)),
    values,
  };
}

/** The text of a JSON-LD value, or of its name; entities and tags, which some publishers leave in, are resolved. */
export function jsonLdText(value: JsonValue | undefined): string | undefined {
  if (isJsonObject(value)) return jsonLdText(value["name"]);
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return undefined;
  return oneLine(/[&<]/.test(value) ? lineOf(parseFragment(value)) : value);
}

/** The addresses an object goes by. */
export function addressesOf(object: JsonObject): string[] {
  const main = object["mainEntityOfPage"];
  const candidates = [isJsonObject(main) ? main["@id"] : main, object["url"], object["@id"]];
  return candidates.filter((candidate) => typeof candidate === "string");
}

export const typesOf = (object: JsonObject): string[] =>
  asArray(object["@type"]).filter((type) => typeof type === "string");

const asArray = (value: JsonValue | undefined): JsonValue[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

function parseScript(script: string, findings: Findings): JsonValue {
  try {
    return cleanJson(
      JSON.parse(script.replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, "")),
      "/json-ld",
      findings,
    );
  } catch {
    findings.note("A JSON-LD block of the page is not JSON: ignored.");
    return null;
  }
}

function inBreadthFirstOrder(roots: JsonValue[]): JsonObject[] {
  const objects: JsonObject[] = [];
  for (
    let level = roots;
    level.length > 0;
    level = level.flatMap((value) => (isJsonObject(value) ? Object.values(value) : asArray(value)))
  ) {
    level = level.flat(1).filter((value) => typeof value === "object" && value !== null);
    objects.push(...level.filter(isJsonObject));
  }
  return objects;
}
