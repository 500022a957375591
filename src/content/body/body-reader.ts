import type { ChildNode, Element } from "domhandler";
import { removeElement } from "domutils";
import type { ImageDraft } from "../article/article.draft.ts";
import { BlockReader } from "./block-reader.ts";
import { embedUrl, isSocialCard, providerOf } from "./embed-source.ts";
import { attributionOf, takeCredit } from "./figure-parts.ts";
import { attribute, elementsNamed, elementsWhere, lineOf } from "./html-tree.ts";
import { isTrackingPixel, readImage } from "./image-source.ts";
import { isMarkedRelated, readRelatedBox, type RelatedBox } from "./related-box.ts";
import { tableParts } from "./table-parts.ts";

const BOXES = new Set(["aside", "div", "section", "nav", "ul", "p"]);
const PLAYERS = new Set(["iframe", "video", "audio", "embed", "object"]);
const ASSOCIATION_NAME = /^[^\s"'<>]{1,150}$/;

/** Walks a body's tree once, in reading order: the text blocks, and what stands between them. */
export class BodyReader extends BlockReader {
  readonly images = new Map<string, ImageDraft>();
  readonly relatedBoxes: RelatedBox[] = [];
  /** Association names in use: no anchor we make is one of them. */
  readonly #takenAnchors = new Set<string>();
  #relatedCount = 0;

  read(nodes: ChildNode[]): void {
    for (const element of elementsWhere(nodes, ({ attribs }) => attribs["data-association"] !== undefined)) {
      this.#takenAnchors.add(attribute(element, "data-association") ?? "");
    }
    this.container(nodes);
  }

  protected override block(element: Element): boolean {
    const { name } = element;
    if (this.#association(element) || (BOXES.has(name) && this.#relatedBox(element))) return true;
    if (isSocialCard(element) && this.#embed(element)) return true;
    if (name === "img" || name === "picture") this.#image(element);
    else if (name === "figure") this.#figure(element);
    else if (PLAYERS.has(name)) this.#player(element);
    else return super.block(element);
    return true;
  }

  protected override textBlock(element: Element): boolean {
    if (element.name !== "table" || elementsNamed(element.children, "td", "th").length === 0)
      return super.textBlock(element);
    this.#table(element);
    return true;
  }

  /** A place that names what stands there (see the ninjs profile); what it holds besides is for readers without us. */
  #association(element: Element): boolean {
    const anchor = attribute(element, "data-association");
    if (anchor === undefined || !ASSOCIATION_NAME.test(anchor)) return false;
    if (element.name === "figure") {
      this.stand({ type: "IMAGE", image: `association:${anchor}` });
      this.drop(`Text in figure ${anchor}`, lineOf(element));
    } else if (element.name === "aside") {
      this.stand({ type: "RELATED_STORY", anchor });
      const links = readRelatedBox(element, this.baseUrl);
      const [entry] = links?.entries ?? [];
      if (entry !== undefined) this.relatedBoxes.push({ anchor, ...entry });
      this.drop(`Text in aside ${anchor}`, links === null ? lineOf(element) : links.leftover);
    } else return false;
    return true;
  }

  #relatedBox(element: Element): boolean {
    if (element.name !== "aside" && !isMarkedRelated(element)) return false;
    const links = readRelatedBox(element, this.baseUrl);
    if (links === null) return false;
    for (const entry of links.entries) {
      const anchor = this.#freeAnchor();
      this.stand({ type: "RELATED_STORY", anchor });
      this.relatedBoxes.push({ anchor, ...entry });
    }
    this.drop("Text beside related stories", links.leftover);
    return true;
  }

  #freeAnchor(): string {
    do this.#relatedCount += 1;
    while (this.#takenAnchors.has(`inline-${this.#relatedCount}`));
    return `inline-${this.#relatedCount}`;
  }

  #image(element: Element): void {
    if (isTrackingPixel(element)) return;
    const image = readImage(element, this.baseUrl);
    if (image === null) return this.drop("Image dropped", attribute(element, "src") ?? attribute(element, "alt") ?? "");
    this.boundary();
    const last = this.blocks.at(-1);
    // The same image once more, for readers without scripts.
    if (last?.type === "IMAGE" && last.image === image.url) return;
    if (!this.images.has(image.url)) this.images.set(image.url, image);
    this.blocks.push({ type: "IMAGE", image: image.url });
  }

  #figure(figure: Element): void {
    if (elementsNamed(figure.children, "figure").length > 0) return this.container(figure.children);
    const isPicture =
      elementsNamed(figure.children, "img", "picture").length > 0 &&
      elementsNamed(figure.children, "blockquote").length === 0;
    const credit = isPicture ? takeCredit(figure) : undefined;
    const caption = elementsNamed(figure.children, "figcaption")[0];
    if (caption !== undefined) removeElement(caption);
    this.boundary();
    const position = this.blocks.length;
    this.container(figure.children);
    if (!this.#caption(position, caption ? lineOf(caption) : "", credit)) this.container(caption?.children ?? []);
  }

  /** Gives a figure's caption to the first block it shows that can bear one. False when none can. */
  #caption(position: number, caption: string, credit: string | undefined): boolean {
    const block = this.blocks
      .slice(position)
      .find(({ type }) => type === "IMAGE" || type === "QUOTE" || type === "TABLE");
    if (block?.type === "IMAGE") {
      const image = this.images.get(block.image);
      if (image !== undefined && caption !== "") image.caption ??= caption;
      if (image !== undefined && credit !== undefined) image.credit ??= credit;
    } else if (block?.type === "QUOTE" && block.attribution === undefined) {
      const attribution = attributionOf(caption);
      if (attribution !== undefined) block.attribution = attribution;
    } else if (block?.type === "TABLE" && block.caption === undefined) {
      if (caption !== "") block.caption = caption;
    } else {
      this.drop("Credit of a figure without an image", credit ?? "");
      return false;
    }
    return true;
  }

  #embed(element: Element): boolean {
    const sourceUrl = embedUrl(element, this.baseUrl);
    if (sourceUrl === null) return false;
    const provider = providerOf(sourceUrl);
    this.stand({ type: "EMBED", provider, sourceUrl });
    const text = lineOf(element);
    this.drop(`Text in an embed from ${provider}`, text === provider ? "" : text);
    return true;
  }

  #player(element: Element): void {
    if (this.#embed(element)) return;
    this.drop(
      "Embed dropped",
      attribute(element, "src") ?? attribute(element, "data") ?? `<${element.name}> without an address`,
    );
    this.container(element.children);
  }

  #table(element: Element): void {
    const { rows, hasHeader, caption, strays } = tableParts(element);
    this.before(() => {
      const cells = rows.map((row) => row.map((cell) => this.readText(cell.children)?.text ?? ""));
      const isEmpty = cells.every((row) => row.every((cell) => cell === ""));
      if (isEmpty) return null;
      return { type: "TABLE", rows: cells, hasHeader, ...(caption !== "" && { caption }) };
    });
    this.container(strays);
  }
}
