import type { ChildNode, Element } from "domhandler";
import { takeAttribution } from "./figure-parts.ts";
import { HeadingAnchors } from "./heading-anchor.ts";
import { attribute } from "./html-tree.ts";
import type { StoredBlock, StoredText } from "./stored-body.ts";
import { TextReader } from "./text-reader.ts";

const HEADING = /^h[1-6]$/;
const LEAD_CLASS = /(?:^|[\s_-])(?:lead|chapo|standfirst|intro)(?:\s|$)/i;
/** « mesures significatives : » announces what follows. */
const ANNOUNCES = /[:\uFF1A]$/;

/** Where text goes: paragraphs of the body, items of a list, or one text (a quote, a heading, a cell). */
type Flow = "PARAGRAPHS" | "ITEMS" | "ONE_TEXT";

/** Reads the blocks that are text: paragraphs, headings, lists, quotes and what divides them. */
export class BlockReader extends TextReader {
  readonly blocks: StoredBlock[] = [];
  readonly #headingAnchors = new HeadingAnchors();
  #flow: Flow = "PARAGRAPHS";
  #items: StoredText[] = [];
  #isLead = false;

  override readText(nodes: ChildNode[]): StoredText | null {
    return this.#within("ONE_TEXT", () => super.readText(nodes));
  }

  protected override text(text: string): void {
    if (this.run.breaks > 1 && this.#flow === "PARAGRAPHS" && text.trim() !== "") this.boundary();
    super.text(text);
  }

  protected override boundary(): void {
    if (this.#flow !== "PARAGRAPHS") return super.boundary();
    const content = this.run.take();
    if (content === null) return;
    const role = ANNOUNCES.test(content.text) ? "LEAD_IN" : this.#isLead ? "LEAD" : "BODY";
    this.blocks.push({ type: "PARAGRAPH", role, content });
  }

  protected override block(element: Element): boolean {
    const { name } = element;
    if (name === "li" && this.#flow === "ITEMS") this.#item(element.children);
    else if ((name === "ul" || name === "ol") && this.#flow !== "ONE_TEXT") this.#list(element);
    else if (name === "hr") this.stand({ type: "DIVIDER" });
    else return this.#flow === "PARAGRAPHS" && this.textBlock(element);
    return true;
  }

  /** Reads a block with a text of its own. Inside another one it is only a container. */
  protected textBlock(element: Element): boolean {
    const { name } = element;
    if (HEADING.test(name)) this.before(() => this.#heading(element));
    else if (name === "blockquote") this.before(() => this.#quote(element));
    else if (!this.#isLead && LEAD_CLASS.test(element.attribs["class"] ?? "")) this.#lead(element);
    else return false;
    return true;
  }

  /** A block without a text of its own stands here. */
  protected stand(block: StoredBlock): void {
    this.boundary();
    this.blocks.push(block);
  }

  /** Puts the block that `make` reads before those found inside it: an image in a list item stands after the list. */
  protected before(make: () => StoredBlock | null): void {
    this.boundary();
    const position = this.blocks.length;
    const block = make();
    if (block !== null) this.blocks.splice(position, 0, block);
  }

  #lead(element: Element): void {
    this.boundary();
    this.#isLead = true;
    this.element(element);
    this.boundary();
    this.#isLead = false;
  }

  #heading(element: Element): StoredBlock | null {
    const content = this.readText(element.children);
    if (content === null) return null;
    const level = Math.max(2, Number(element.name[1]));
    return {
      type: "HEADING",
      level,
      anchor: this.#headingAnchors.give(attribute(element, "id"), content.text),
      content,
    };
  }

  #quote(element: Element): StoredBlock | null {
    const attribution = takeAttribution(element);
    const content = this.readText(element.children);
    return content && { type: "QUOTE", content, ...(attribution !== undefined && { attribution }) };
  }

  #list(element: Element): void {
    if (this.#flow === "ITEMS") return this.#item(element.children);
    const items: StoredText[] = [];
    this.before(() => {
      this.#items = items;
      this.#within("ITEMS", () => this.#item(element.children));
      return items.length === 0 ? null : { type: "LIST", ordered: element.name === "ol", items };
    });
  }

  #item(nodes: ChildNode[]): void {
    this.#endItem();
    this.walk(nodes);
    this.#endItem();
  }

  #endItem(): void {
    const item = this.run.take();
    if (item !== null) this.#items.push(item);
  }

  /** Reads with a run and a flow of its own, inside the same inline elements. */
  #within<T>(flow: Flow, read: () => T): T {
    const [outerRun, outerFlow] = [this.run, this.#flow];
    this.run = outerRun.inside();
    this.#flow = flow;
    const result = read();
    this.run = outerRun;
    this.#flow = outerFlow;
    return result;
  }
}
