import { type ChildNode, type Element, isTag, type ParentNode } from "domhandler";
import { existsOne, removeElement } from "domutils";
import type { RelatedDraft } from "../../../content/article/article.draft.ts";
import { elementsWhere, isElement, lineOf } from "../../../content/body/html-tree.ts";
import { isMarkedRelated, readRelatedBox } from "../../../content/body/related-box.ts";
import { type LinkingPage, relatedStory } from "../inline-related.ts";
import { httpUrl, lineIn } from "./page.ts";

/** Where links are the site's, not the story's. */
const SITE_FURNITURE = new Set(["nav", "header", "footer"]);
/** Whole pages and articles may be marked "related" by their classes; they are no boxes. */
const ROOTS = new Set(["html", "body", "main", "article"]);

/** Boxes of related stories, each whole, in document order. */
export function outermostRelatedBoxes(tree: ChildNode[]): Element[] {
  const boxes = new Set(elementsWhere(tree, (element) => !ROOTS.has(element.name) && isMarkedRelated(element)));
  return [...boxes].filter(
    (box) => !ancestorsOf(box).some((ancestor) => boxes.has(ancestor) || SITE_FURNITURE.has(ancestor.name)),
  );
}

/** Takes out of the content the boxes after its last words: they end the story rather than stand in it. */
export function takeTrailingBoxes(content: Element): Element[] {
  const trailing: Element[] = [];
  for (const box of outermostRelatedBoxes(content.children).toReversed()) {
    if (isFollowedByWords(box, content)) break;
    removeElement(box);
    trailing.unshift(box);
  }
  return trailing;
}

/** The stories of related lists, in their order, as edges of placement END. */
export function endRelated(boxes: Element[], baseUrl: string | undefined, page: LinkingPage): RelatedDraft[] {
  return boxes.flatMap((box) => {
    const links = readRelatedBox(box, baseUrl);
    if (links === null)
      page.findings.note(
        `A related box is not kept, as it is no list of links: « ${lineIn(box)?.slice(0, 60) ?? ""} ».`,
      );
    return (links?.entries ?? []).flatMap((link) => {
      const href = httpUrl(link.href);
      return href === undefined ? [] : [relatedStory({ ...link, href }, page)];
    });
  });
}

function isFollowedByWords(box: Element, content: Element): boolean {
  for (let node: Element | undefined = box; node !== undefined && node !== content; node = ancestorsOf(node)[0]) {
    for (let next = node.next; next !== null; next = next.next) if (saysSomething(next)) return true;
  }
  return false;
}

/** Whether a node holds text, a picture or an embed. */
const saysSomething = (node: ChildNode): boolean =>
  lineOf(node) !== "" || (isElement(node) && existsOne(({ name }) => name === "img" || name === "iframe", [node]));

function ancestorsOf(element: Element): Element[] {
  const ancestors: Element[] = [];
  for (let parent: ParentNode | null = element.parent; parent !== null; parent = parent.parent) {
    if (isTag(parent)) ancestors.push(parent);
  }
  return ancestors;
}
