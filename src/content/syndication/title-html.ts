import { escapeText } from "../body/escape-html.ts";
import { parseFragment, textOf } from "../body/html-tree.ts";

/**
 * A title that is the same to readers who take it for HTML and to those who take it for text, as far as there is one:
 * « R&D » stays as it is. What HTML would make markup or another text of is escaped, which the latter see.
 */
export const titleHtml = (title: string): string =>
  /[<&]/.test(title) && textOf(parseFragment(title)) !== title ? escapeText(title) : title;
