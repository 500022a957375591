import { type ChildNode, type Element, isCDATA, isTag, isText } from "domhandler";
import { collapseText } from "./clean-text.ts";
import { DroppedNotes } from "./dropped-notes.ts";
import { attribute, lineOf } from "./html-tree.ts";
import { keptTag, linkTag } from "./inline-markup.ts";
import { InlineRun } from "./inline-run.ts";
import { linkUrl } from "./safe-url.ts";
import type { StoredText } from "./stored-body.ts";

const names = (list: string) => new Set(list.split(" "));
const BLOCKS = names(
  "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol p pre search section summary " +
    "table tbody td tfoot th thead tr ul",
);
const DROPPED = names(
  "annotation annotation-xml area base button canvas datalist head input link map meta noembed noframes optgroup option param " +
    "select source svg template textarea title track",
);

/** Reads nodes as inline text, wherever they stand: the part of reading a body that every block shares. */
export class TextReader {
  readonly notes = new DroppedNotes();
  protected readonly baseUrl: string | undefined;
  protected run = new InlineRun();

  constructor(baseUrl?: string) {
    this.baseUrl = baseUrl;
  }

  /** All of `nodes` as one text; blocks in it become lines. Null when they hold none. */
  readText(nodes: ChildNode[]): StoredText | null {
    this.walk(nodes);
    return this.run.take();
  }

  protected walk(nodes: ChildNode[]): void {
    for (const node of nodes) {
      if (isText(node)) this.text(collapseText(node.data));
      else if (isTag(node)) this.element(node);
      else if (isCDATA(node)) this.walk(node.children);
    }
  }

  protected text(text: string): void {
    this.run.write(text);
  }

  /** Where one block ends and another begins. */
  protected boundary(): void {
    this.run.break();
  }

  /** Reads an element that is more than a stretch of text. False when it is not. */
  protected block(_element: Element): boolean {
    return false;
  }

  protected container(nodes: ChildNode[]): void {
    this.boundary();
    this.walk(nodes);
    this.boundary();
  }

  protected element(element: Element): void {
    const { name } = element;
    if (name === "script" || name === "style") return;
    if (name === "br") this.run.break();
    else if (DROPPED.has(name)) this.drop(`Dropped <${name}>`, lineOf(element));
    else if (this.block(element)) return;
    else if (BLOCKS.has(name)) this.container(element.children);
    else this.inline(element);
  }

  /** Says that `text` was left out; white space is not worth saying. */
  protected drop(what: string, text: string): void {
    if (text !== "") this.notes.add(what, text);
  }

  private inline(element: Element): void {
    const tag = element.name === "a" ? this.link(element) : keptTag(element);
    if (tag === null || this.run.isOpen(tag.name)) return this.walk(element.children);
    this.run.open(tag);
    this.walk(element.children);
    this.run.close();
  }

  private link(element: Element) {
    const href = attribute(element, "href");
    if (href === undefined) return null;
    const url = linkUrl(href, this.baseUrl);
    if (url === null) this.drop("Link dropped", href);
    return url === null ? null : linkTag(url);
  }
}
