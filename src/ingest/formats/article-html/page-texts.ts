import { type Element, isText } from "domhandler";
import { removeElement } from "domutils";
import { lineOf } from "../../../content/body/html-tree.ts";
import { oneLine } from "../one-line.ts";
import { jsonLdText } from "./json-ld.ts";
import { firstParagraph } from "./main-content.ts";
import { all, lineIn, metaOf, one, type Page } from "./page.ts";

const STANDFIRST = '.chapo, .standfirst, .lead, .lede, .article-intro, [itemprop~="description"]';
const DATELINE = ".dateline, .location, [itemprop~=dateline]";
const MAX_DATELINE_LENGTH = 80;

/** The article's own h1 or headline, else JSON-LD's, else OpenGraph's, else the page's only h1, else its title. */
export function headlineIn({ tree, jsonLd, findings }: Page): string | undefined {
  const marked = one('article h1, [itemprop~="headline"], [role="main"] h1, main h1', tree);
  const read = lineIn(marked) ?? jsonLdText(jsonLd.article["headline"]) ?? metaOf(tree, "og:title");
  if (read !== undefined) return read;
  const headings = all("h1", tree);
  const title = lineIn(one("title", tree));
  const guess = headings.length === 1 ? (lineIn(headings[0]) ?? title) : title;
  if (guess !== undefined)
    findings.note(`The headline « ${guess} » was told from the page's ${guess === title ? "title" : "only h1"}.`);
  return guess;
}

/** Where the story was filed from, which the first paragraph loses. */
export function takeDateline({ jsonLd }: Page, content: Element): string | undefined {
  const first = firstParagraph(content);
  const printed = all(DATELINE, content).find(
    (element) => lineOf(element).length <= MAX_DATELINE_LENGTH && isUpTo(element, first),
  );
  const dateline = jsonLdText(jsonLd.article["dateline"]) ?? lineIn(printed);
  if (printed !== undefined) removeElement(printed);
  if (first !== undefined && dateline !== undefined) trimStart(first, dateline);
  return oneLine(dateline?.replace(/[\s,:–—-]+$/, ""));
}

/**
 * JSON-LD's description, else the page's printed standfirst, else the meta description; none that the body repeats.
 * Where the first two say the same it is the printed one, which the content then loses.
 */
export function takeStandfirst({ jsonLd, tree }: Page, content: Element): string | undefined {
  const described = jsonLdText(jsonLd.article["description"]);
  const element = one(STANDFIRST, content) ?? one(STANDFIRST, tree);
  const printed = lineIn(element);
  const isRepeated = described === undefined || isIn(described, content);
  if (element !== undefined && printed !== undefined && isRepeated && printed.length < lineOf(content).length) {
    removeElement(element);
    return printed;
  }
  return [described, metaOf(tree, "og:description", "description")].find(
    (candidate) => candidate !== undefined && !isIn(candidate, content),
  );
}

const isIn = (text: string, content: Element) => comparable(lineOf(content)).includes(comparable(text));

/** Without case, punctuation and the dots of a text that was cut. */
const comparable = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const isUpTo = (element: Element, paragraph: Element | undefined) =>
  paragraph === undefined ||
  element.parent === paragraph ||
  (element.startIndex ?? 0) <= (paragraph.startIndex ?? 0) ||
  contains(paragraph, element);

const contains = (outer: Element, inner: Element) => all("*", outer).includes(inner);

/** « Paris – », "LONDON —" and what punctuation a removed dateline leaves go from the start of the paragraph. */
function trimStart(paragraph: Element, dateline: string): void {
  const text = paragraph.children.find((child) => isText(child) && child.data.trim() !== "");
  if (
    text === undefined ||
    !isText(text) ||
    text !== paragraph.children.find((child) => !isText(child) || child.data.trim() !== "")
  )
    return;
  const start = text.data.trimStart();
  const rest = start.toLowerCase().startsWith(dateline.toLowerCase()) ? start.slice(dateline.length) : start;
  const separated = /^\s*(?:\([^)]{1,30}\)\s*)?[–—-]+\s*/.exec(rest);
  if (separated !== null) text.data = rest.slice(separated[0].length);
}
