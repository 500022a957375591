import { type ChildNode, type Element, isTag } from "domhandler";
import { findAll, textContent } from "domutils";
import { Parser } from "htmlparser2";
import { cleanText } from "./clean-text.ts";
import { ShallowHandler, TooManyOpenTagsError } from "./shallow-handler.ts";

const MAX_DEPTH = 100;
const TAGS = /<[^<>]*>/g;

/** Leaves out what scripts and styles say. */
class FragmentHandler extends ShallowHandler {
  override ontext(data: string): void {
    const parent = this.tagStack.at(-1);
    if (parent === undefined || !isTag(parent) || (parent.name !== "script" && parent.name !== "style"))
      super.ontext(data);
  }
}

/** The nodes of an HTML or XHTML fragment, at most 100 deep; only its text when it opens 1,000 tags in each other. Never throws. */
export function parseFragment(html: string): ChildNode[] {
  try {
    return parseTree(html);
  } catch (error) {
    if (error instanceof TooManyOpenTagsError) return parseTree(html.replace(TAGS, " "));
    throw error;
  }
}

function parseTree(html: string): ChildNode[] {
  const handler = new FragmentHandler(MAX_DEPTH);
  new Parser(handler, { recognizeSelfClosing: true, recognizeCDATA: true }).end(html);
  return handler.dom;
}

/** Descendant elements that pass, in document order. */
export function elementsWhere(nodes: ChildNode[], test: (element: Element) => boolean): Element[] {
  return findAll(test, nodes);
}

export function elementsNamed(nodes: ChildNode[], ...names: string[]): Element[] {
  return findAll((element) => names.includes(element.name), nodes);
}

/** All text below, as it stands. */
export const textOf = (nodes: ChildNode[]): string => textContent(nodes);

/** All text below, on one line. */
export function lineOf(node: ChildNode | ChildNode[]): string {
  return cleanText(textContent(node));
}

/** A trimmed, non-empty attribute, or undefined. */
export function attribute(element: Element, name: string): string | undefined {
  const value = element.attribs[name]?.trim();
  return value === "" ? undefined : value;
}

export const isElement = (node: ChildNode): node is Element => isTag(node);
