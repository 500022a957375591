import type { Element } from "domhandler";
import { removeElement } from "domutils";
import { attribute, elementsNamed, elementsWhere, isElement, lineOf } from "./html-tree.ts";

const CREDIT_CLASS = /(?:^|[\s_-])(?:credits?|copyright)(?:$|[\s_-])/i;

/** Takes the attribution out of a quote: its footer, else a cite that ends it. Undefined when it has none. */
export function takeAttribution(quote: Element): string | undefined {
  // A quote that is all citation attributes nothing.
  const source = [elementsNamed(quote.children, "footer")[0], citeAtTheEnd(quote)].find(
    (each) => each !== undefined && lineOf(each) !== lineOf(quote),
  );
  if (source === undefined) return undefined;
  removeElement(source);
  return attributionOf(lineOf(source));
}

/** However deep it stands: a quote of paragraphs and one of lists are the same text once they are stored. */
function citeAtTheEnd({ children }: Element): Element | undefined {
  const last = children.findLast((child) => lineOf(child) !== "");
  if (!last || !isElement(last)) return undefined;
  return last.name === "cite" ? last : citeAtTheEnd(last);
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
