import type { Element } from "domhandler";
import sanitizeHtml from "sanitize-html";
import { attribute } from "./html-tree.ts";
import { escapeAttribute } from "./escape-html.ts";

/** The inline elements a text may keep, by the name they are kept under. */
const KEPT_AS: ReadonlyMap<string, string> = new Map([
  ...["a", "em", "strong", "s", "u", "sub", "sup", "code", "mark", "q", "cite", "abbr", "time", "span"].map(
    (name) => [name, name] as const,
  ),
  ["b", "strong"],
  ["i", "em"],
  ["strike", "s"],
  ["del", "s"],
  ["ins", "u"],
  ["kbd", "code"],
  ["samp", "code"],
  ["tt", "code"],
]);
const KEPT_ATTRIBUTES: ReadonlyMap<string, readonly [name: string, shape: RegExp][]> = new Map([
  ["abbr", [["title", /^[^\p{Cc}\p{Cs}]{1,300}$/u]]],
  ["time", [["datetime", /^[\w:.+ -]{1,64}$/]]],
  [
    "span",
    [
      ["lang", /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i],
      ["dir", /^(ltr|rtl|auto)$/],
    ],
  ],
]);
const POLICY: sanitizeHtml.IOptions = {
  allowedTags: [...new Set(KEPT_AS.values()), "br"],
  allowedAttributes: { a: ["href"], abbr: ["title"], time: ["datetime"], span: ["lang", "dir"] },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
};

export interface InlineTag {
  name: string;
  startTag: string;
  href?: string;
}

/** The tag `element` is kept as, or null when only its content is. Links are not decided here. */
export function keptTag(element: Element): InlineTag | null {
  const name = KEPT_AS.get(element.name);
  if (name === undefined || name === "a") return null;
  let attributes = "";
  for (const [key, shape] of KEPT_ATTRIBUTES.get(name) ?? []) {
    const value = attribute(element, key);
    if (value !== undefined && shape.test(value)) attributes += ` ${key}="${escapeAttribute(value)}"`;
  }
  return name === "span" && attributes === "" ? null : { name, startTag: `<${name}${attributes}>` };
}

export function linkTag(href: string): InlineTag {
  return { name: "a", startTag: `<a href="${escapeAttribute(href)}">`, href };
}

/**
 * The second opinion before inline HTML is stored: whether a sanitiser with the same allow-list finds nothing to change.
 * Tags without attributes say nothing it could object to and cost it time, so it sees the others only, without their text.
 */
export function isClean(tags: readonly InlineTag[]): boolean {
  const html = tags.map(({ name, startTag }) => (startTag.includes(" ") ? `${startTag}.</${name}>` : "")).join("");
  return html === "" || sanitizeHtml(html, POLICY) === html;
}
