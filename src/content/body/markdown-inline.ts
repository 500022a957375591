import { type ChildNode, type Element, isTag, isText } from "domhandler";
import { textContent } from "domutils";
import { attribute, elementsNamed, parseFragment } from "./html-tree.ts";
import { linkUrl } from "./safe-url.ts";
import type { StoredText } from "./stored-body.ts";

const LINE_START = /^(?:[-+=#~:]|\d{1,9}(?=[.)]))/;
/** For CommonMark, symbols are punctuation too. */
const PUNCTUATION = /^[\p{P}\p{S}]/u;
const EDGE = /^(?:\s|$)/u;
const MARKERS: ReadonlyMap<string, string> = new Map([
  ["strong", "**"],
  ["em", "*"],
]);

/** Text as CommonMark that reads back as the same text. Lines end in a hard break. */
export function escapeMarkdown(text: string): string {
  return text
    .split("\n")
    .map((line) => escapeLineStart(escapeInline(line)))
    .join("\\\n");
}

/** Emphasis, code, links and breaks as CommonMark, other markup as its text. */
export function inlineMarkdown(content: StoredText): string {
  if (content.html === undefined) return escapeMarkdown(content.text);
  const writer = new InlineMarkdown();
  writer.write(parseFragment(content.html));
  return writer.markdown
    .split("\\\n")
    .map((line) => escapeLineStart(line))
    .join("\\\n");
}

/** An address as a link's destination. */
export function destination(url: string): string {
  return url.replace(/[\\()<>&*_`[\]]/g, "\\$&");
}

function escapeInline(text: string): string {
  return text.replace(/[\\`*_[\]<>~]|&(?=[#\w])|!$/g, "\\$&");
}

function escapeLineStart(line: string): string {
  return line.replace(LINE_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

class InlineMarkdown {
  markdown = "";
  #isMarked = false;

  write(nodes: ChildNode[]): void {
    for (const node of nodes) {
      if (isText(node)) this.markdown += escapeInline(node.data);
      else if (isTag(node)) this.#element(node);
    }
  }

  #element(element: Element): void {
    const marker = MARKERS.get(element.name);
    if (element.name === "br") this.markdown += "\\\n";
    else if (element.name === "code") this.#code(element);
    else if (element.name === "a") this.#link(element);
    else if (marker !== undefined && !this.#isMarked) this.#emphasis(marker, element);
    else this.write(element.children);
  }

  #link(element: Element): void {
    const url = linkUrl(attribute(element, "href") ?? "");
    if (url === null) return this.write(element.children);
    this.markdown += "[";
    this.write(element.children);
    this.markdown += `](${destination(url)})`;
  }

  #code(element: Element): void {
    // A span of code has no line breaks, and its fence after a backtick of the text would be longer than it is.
    const isPlain = elementsNamed(element.children, "br").length > 0 || this.markdown.endsWith("`");
    if (isPlain) return this.write(element.children);
    const text = textContent(element);
    const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
    const fence = "`".repeat(longest + 1);
    const padding = /^[ `]|[ `]$/.test(text) ? " " : "";
    this.markdown += fence + padding + text + padding + fence;
  }

  /** Only where CommonMark will take the markers for emphasis; else the text stands plain. One level deep. */
  #emphasis(marker: string, element: Element): void {
    const before = this.markdown;
    this.#isMarked = true;
    this.markdown = "";
    this.write(element.children);
    const inner = this.markdown;
    this.#isMarked = false;
    const opens = faces(lastOf(before), firstOf(inner));
    const closes = faces(firstOf(textAfter(element)), lastOf(inner));
    this.markdown = opens && closes ? before + marker + inner + marker : before + inner;
  }
}

/** Whether a marker between the characters `outer` and `inner` is taken as belonging to `inner` (CommonMark's flanking). */
function faces(outer: string, inner: string): boolean {
  if (outer === "*" || EDGE.test(inner)) return false;
  // Readers disagree on what lies beyond the basic plane: count on nothing there.
  return !PUNCTUATION.test(inner) || EDGE.test(outer) || (outer.length === 1 && PUNCTUATION.test(outer));
}

const firstOf = (text: string) => /^[^]/u.exec(text)?.[0] ?? "";
const lastOf = (text: string) => /[^]$/u.exec(text.slice(-2))?.[0] ?? "";

/** The text that follows an element, as far as its first character. */
function textAfter(element: Element): string {
  for (let node: ChildNode | null = element; node !== null; node = node.parent) {
    for (let next = node.next; next !== null; next = next.next) {
      const text = textContent(next);
      if (text !== "") return text;
      if (isTag(next) && next.name === "br") return "\n";
    }
  }
  return "";
}
