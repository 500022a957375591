import { selectAll, selectOne } from "css-select";
import type { ChildNode, Element } from "domhandler";
import { attribute, lineOf } from "../../../content/body/html-tree.ts";
import { resourceUrl } from "../../../content/body/safe-url.ts";
import type { Findings, ParseContext } from "../format.ts";
import { oneLine } from "../one-line.ts";
import { addressesOf, type JsonLd, readJsonLd } from "./json-ld.ts";

/** An HTML page and what its parts have found out about it. */
export interface Page extends ParseContext {
  findings: Findings;
  /** Taken apart while it is read: what was read elsewhere is removed from the content. */
  tree: ChildNode[];
  jsonLd: JsonLd;
  /** Canonical and absolute; undefined when the page gives no address. */
  uri: string | undefined;
  /** Where relative links start from. */
  baseUrl: string | undefined;
}

/** The page with its address and its JSON-LD. */
export function openPage(tree: ChildNode[], context: ParseContext, findings: Findings): Page {
  const canonical = hrefOf(one('link[rel~="canonical" i][href]', tree));
  const stated = [canonical, metaOf(tree, "og:url")];
  const absolute = (address: string | undefined) => httpUrl(address, context.sourceUrl);
  const readUri = stated.map(absolute).find((uri) => uri !== undefined);
  const jsonLd = readJsonLd(tree, readUri, findings);
  const uri =
    readUri ??
    [...addressesOf(jsonLd.article), context.sourceUrl].map(absolute).find((address) => address !== undefined);
  const baseUrl = httpUrl(hrefOf(one("base[href]", tree)), uri) ?? uri;
  return { ...context, findings, tree, jsonLd, uri, baseUrl };
}

/** The first element that matches, in document order. */
export function one(selector: string, within: ChildNode[] | ChildNode): Element | undefined {
  return selectOne<ChildNode, Element>(selector, within) ?? undefined;
}

/** All elements that match, in document order. */
export function all(selector: string, within: ChildNode[] | ChildNode): Element[] {
  return selectAll<ChildNode, Element>(selector, within);
}

/** The content of the first `<meta>` with one of these names or properties, in the order of the names. */
export function metaOf(tree: ChildNode[], ...names: string[]): string | undefined {
  return metasOf(tree, ...names)[0];
}

/** The contents of all `<meta>` with these names or properties. */
export function metasOf(tree: ChildNode[], ...names: string[]): string[] {
  return names.flatMap((name) =>
    all(`meta[property="${name}" i], meta[name="${name}" i], meta[itemprop="${name}" i]`, tree).flatMap(
      (meta) => oneLine(attribute(meta, "content")) ?? [],
    ),
  );
}

/** The text of an element in one line; undefined when it has none. */
export const lineIn = (element: Element | undefined): string | undefined =>
  element === undefined ? undefined : oneLine(lineOf(element));

/** An absolute http(s) URL, or undefined. */
export function httpUrl(address: string | undefined, baseUrl?: string): string | undefined {
  const url = address === undefined ? null : resourceUrl(address, baseUrl);
  return url !== null && /^https?:/.test(url) ? url : undefined;
}

const hrefOf = (element: Element | undefined) => (element === undefined ? undefined : attribute(element, "href"));
