import { Readability } from "@mozilla/readability";
import { type ChildNode, Element, type ParentNode } from "domhandler";
import { getOuterHTML, removeElement, replaceElement } from "domutils";
import { DOMParser } from "linkedom";
import { lineOf, parseFragment } from "../../../content/body/html-tree.ts";
import { outermostRelatedBoxes } from "./related-boxes.ts";
import { all, type Page } from "./page.ts";

/** An article element must hold this many times the text of the next one to be taken for the page's. */
const CLEAR_LEAD = 3;
const KEPT = "data-kept";

/** Never part of a story, wherever they stand. */
const FURNITURE =
  'script, style, noscript, template, nav, footer, form, button, input, select, dialog, [hidden], [class*="share" i], [class*="newsletter" i], [class*="breadcrumb" i], [class*="advert" i], #comments, .comments';

/** The element that holds the story, freed of furniture and headline; undefined when the page has none. */
export function takeMainContent(page: Page): Element | undefined {
  const content = markedContent(page) ?? extractedContent(page);
  if (content === undefined) return undefined;
  for (const element of all(FURNITURE, content)) removeElement(element);
  for (const heading of all("h1", content)) removeElement(heading);
  return content;
}

/** What the page itself calls its article, when that is clear. */
function markedContent({ tree }: Page): Element | undefined {
  for (const selector of ['[itemprop~="articleBody"]', "article", '[role="main"]', "main"]) {
    const candidates = all(selector, tree).filter(
      (element) => textLength(element) > 0 && !isInside(element, /^(?:article|aside|nav|footer)$/),
    );
    const [largest, next] = candidates.toSorted((one, other) => textLength(other) - textLength(one));
    const isClear =
      largest !== undefined && (next === undefined || textLength(largest) >= CLEAR_LEAD * textLength(next));
    if (isClear) return largest;
  }
  return undefined;
}

/** What Readability, the extraction of Firefox's reader view, finds; it would drop related boxes, so placeholders take their places. */
function extractedContent({ tree, findings }: Page): Element | undefined {
  const boxes = outermostRelatedBoxes(tree);
  const places = boxes.map((box, index) => {
    const place = new Element("p", { [KEPT]: String(index) }, parseFragment(`(${index})`));
    replaceElement(box, place);
    return place;
  });
  const html = readable(getOuterHTML(tree));
  places.forEach((place, index) => replaceElement(place, boxes[index] ?? place));
  if (html === undefined) return undefined;
  findings.note("The page does not mark its article: Readability told which part it is.");
  const content = new Element("div", {}, parseFragment(html));
  for (const place of all(`[${KEPT}]`, content)) {
    const box = boxes[Number(place.attribs[KEPT])];
    if (box === undefined) continue;
    removeElement(box);
    replaceElement(place, box);
  }
  return content;
}

/** Readability throws on documents it cannot walk: that is none found. */
function readable(html: string): string | undefined {
  try {
    const document = new DOMParser().parseFromString(html, "text/html");
    return new Readability(document, { keepClasses: true, disableJSONLD: true }).parse()?.content ?? undefined;
  } catch {
    return undefined;
  }
}

const textLength = (element: Element): number =>
  all("p", element).reduce((length, paragraph) => length + lineOf(paragraph).length, 0);

function isInside(node: ChildNode, name: RegExp): boolean {
  for (let parent: ParentNode | null = node.parent; parent !== null; parent = parent.parent) {
    if (parent instanceof Element && name.test(parent.name)) return true;
  }
  return false;
}

/** The first paragraph with text in it. */
export function firstParagraph(content: Element): Element | undefined {
  return all("p", content).find((paragraph) => lineOf(paragraph) !== "");
}
