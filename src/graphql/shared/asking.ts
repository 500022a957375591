import { createParameterDecorator } from "type-graphql";
import type { Content } from "../../content/content.ts";
import type { Selection } from "../../content/reading/selection.ts";
import type { Context } from "../context.ts";
import { selectionOf } from "../execution/look-ahead.ts";

/** What a resolver that loads rows needs: where from, and what of them is asked for. */
export interface Asking {
  readonly content: Content;
  readonly selection: Selection;
}

export const Asks = () =>
  createParameterDecorator<Context>(({ context, info }): Asking => ({
    content: context.content,
    selection: selectionOf(info),
  }));
