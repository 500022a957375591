import { type Element, isTag } from "domhandler";
import { getChildren } from "domutils";
import { parseDocument } from "htmlparser2";

/** The elements right below an Atom feed by that name. Prefixes do not count: feeds choose them as they like. */
export const feedElements = (feed: string, name: string): Element[] =>
  elementsIn(parseDocument(feed, { xmlMode: true })).flatMap((root) => elementsNamed(root, name));

export const elementsNamed = (parent: Element, name: string): Element[] =>
  elementsIn(parent).filter((element) => element.name.replace(/^.*:/, "").toLowerCase() === name);

const elementsIn = (parent: Parameters<typeof getChildren>[0]): Element[] => getChildren(parent).filter(isTag);
