import type { ChildNode } from "domhandler";
import { Parser } from "htmlparser2";
import { ShallowHandler, TooManyOpenTagsError } from "../../../content/body/shallow-handler.ts";

/** What stands deeper is flattened. */
const MAX_DEPTH = 200;

/**
 * A whole page, scripts and all, each element with its place in the text (`startIndex`). Never throws.
 *
 * @returns undefined when it nests more than MAX_OPEN_TAGS
 */
export function parsePage(html: string): ChildNode[] | undefined {
  const handler = new ShallowHandler(MAX_DEPTH, { withStartIndices: true });
  try {
    new Parser(handler, { recognizeCDATA: true }).end(html);
    return handler.dom;
  } catch (error) {
    if (error instanceof TooManyOpenTagsError) return undefined;
    throw error;
  }
}
