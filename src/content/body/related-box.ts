import { type ChildNode, type Element, isTag, isText } from "domhandler";
import { cleanText } from "./clean-text.ts";
import { attribute, elementsNamed, lineOf } from "./html-tree.ts";
import { resourceUrl } from "./safe-url.ts";

/** A story that a box in the body points at. */
export interface RelatedBox {
  /** Of the RELATED_STORY block where the box stood. */
  anchor: string;
  /** Absolute when the base is known, else as a path on the site. */
  href: string;
  headline: string;
  /** The editor's words before the link, « À lire aussi », without the colon. */
  label?: string;
  /** The time as printed, « Aujourd'hui · 02:04 ». */
  timeText?: string;
  /** The machine-readable time beside it, as written. */
  datetime?: string;
}

export interface RelatedLinks {
  entries: Omit<RelatedBox, "anchor">[];
  /** Text that is neither headline, time nor label. */
  leftover: string;
}

const RELATED = /(?:^|[^a-z])(?:related|read-also|a-lire|lire-aussi|see-also|voir-aussi)/i;
const MAX_MARK_CHARS = 60;
const MAX_LABEL_CHARS = 60;
/** Beyond this much other text per link it is an article that mentions stories, not a box of them. */
const MAX_TEASER_CHARS = 300;

/** Whether a class or data attribute calls `element` a box of related stories. */
export function isMarkedRelated(element: Element): boolean {
  for (const [name, value] of Object.entries(element.attribs)) {
    if (name === "class" && RELATED.test(value)) return true;
    if (name.startsWith("data-") && (RELATED.test(name) || (value.length <= MAX_MARK_CHARS && RELATED.test(value))))
      return true;
  }
  return false;
}

/**
 * The stories a box lists, in order, or null when it is no box: an unmarked one is a list of links, with times and one label,
 * a marked one may hold some text besides.
 */
export function readRelatedBox(box: Element, baseUrl?: string): RelatedLinks | null {
  const items = elementsNamed(box.children, "li", "article");
  const isMarked = isMarkedRelated(box);
  if (!isMarked && items.length === 0) return null;
  const around = scan(box.children, new Set(items));
  const scans = items.length > 0 ? items.map((item) => scan(item.children, new Set())) : [around];
  const boxLabel = labelOf(around.before);
  const entries = new Map<string, Omit<RelatedBox, "anchor">>();
  const leftovers = [...(boxLabel === undefined ? [around.before] : []), ...(items.length > 0 ? [around.after] : [])];
  for (const { before, after, links, times } of scans) {
    const ownLabel = items.length > 0 && /:\s*$/.test(before) ? labelOf(before) : undefined;
    if (items.length > 0 && ownLabel === undefined) leftovers.push(before);
    leftovers.push(after);
    for (const [index, link] of links.entries()) {
      const entry = readLink(link, times[index], baseUrl);
      if (entry === null) leftovers.push(lineOf(link));
      else if (!entries.has(entry.href)) entries.set(entry.href, { ...entry, ...labelled(ownLabel ?? boxLabel) });
    }
  }
  const leftover = cleanText(leftovers.filter((text) => /[\p{L}\p{N}]/u.test(text)).join(" "));
  const maxLeftoverChars = isMarked ? MAX_TEASER_CHARS * entries.size : 0;
  return entries.size === 0 || leftover.length > maxLeftoverChars ? null : { entries: [...entries.values()], leftover };
}

interface Scan {
  /** Text before the first link, and after it. */
  before: string;
  after: string;
  /** Links that have a text; a headline's thumbnail is often a second one without. */
  links: Element[];
  times: Element[];
}

function scan(
  nodes: ChildNode[],
  skipped: ReadonlySet<ChildNode>,
  found: Scan = { before: "", after: "", links: [], times: [] },
): Scan {
  for (const node of nodes) {
    if (skipped.has(node)) continue;
    if (isText(node)) found[found.links.length > 0 ? "after" : "before"] += `${node.data} `;
    else if (!isTag(node) || node.name === "script" || node.name === "style") continue;
    else if (node.name === "time") found.times.push(node);
    else if (node.name !== "a" || attribute(node, "href") === undefined) scan(node.children, skipped, found);
    else {
      found.times.push(...elementsNamed(node.children, "time"));
      if (lineOf(node) !== "") found.links.push(node);
    }
  }
  return found;
}

function readLink(
  link: Element,
  time: Element | undefined,
  baseUrl?: string,
): Omit<RelatedBox, "anchor" | "label"> | null {
  const href = resourceUrl(attribute(link, "href") ?? "", baseUrl);
  const title = elementsNamed(link.children, "h1", "h2", "h3", "h4", "h5", "h6")[0];
  const headline = cleanText(scan(title?.children ?? link.children, new Set()).before);
  if (href === null || headline === "") return null;
  const timeText = time && lineOf(time);
  const datetime = time && attribute(time, "datetime");
  return { href, headline, ...(timeText && { timeText }), ...(datetime !== undefined && { datetime }) };
}

/** Short text that says something, without its colon. */
function labelOf(text: string): string | undefined {
  const label = cleanText(text).replace(/[\s:]+$/, "");
  return label.length <= MAX_LABEL_CHARS && /\p{L}/u.test(label) ? label : undefined;
}

const labelled = (label: string | undefined) => (label === undefined ? {} : { label });
