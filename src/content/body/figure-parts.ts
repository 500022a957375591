import type { Element } from "domhandler";
import { removeElement } from "domutils";
import { attribute, elementsNamed, elementsWhere, isElement, lineOf } from "./html-tree.ts";

const CREDIT_CLASS = /(?:^|[\s_-])(?:credits?|copyright)(?:$|[\s_-])/i;

/** Takes the attribution out of a quote: its footer, else a cite that ends it. Undefined when it has none. */
export function takeAttribution(quote: Element): string | undefined {
  const last = quote.children.findLast((child) => lineOf(child) !== "");
  const ending =
    last && isElement(last) && last.name !== "cite" ? last.children.findLast((child) => lineOf(child) !== "") : last;
  const source =
    elementsNamed(quote.children, "footer")[0] ??
    (ending && isElement(ending) && ending.name === "cite" ? ending : undefined);
  // A quote that is all citation attributes nothing.
  if (source === undefined || lineOf(source) === lineOf(quote)) return undefined;
  removeElement(source);
  return attributionOf(lineOf(source));
}

/** Without the dash that printed attributions start with. */
export function attributionOf(text: string): string | undefined {
  return text.replace(/^[\s–—―-]+/, "") || undefined;
}

/** Takes the credit out of a figure that shows images. Undefined when it has none. */
export function takeCredit(figure: Element): string | undefined {
  const marked = elementsWhere(figure.children, (element) => CREDIT_CLASS.test(attribute(element, "class") ?? ""))[0];
  const captions = elementsNamed(figure.children, "figcaption");
  const source = marked ?? elementsNamed(captions, "small", "cite").find((element) => lineOf(element) !== "");
  if (source === undefined || elementsNamed([source], "img").length > 0) return undefined;
  removeElement(source);
  return lineOf(source) || undefined;
}
