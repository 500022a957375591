import { escapeText } from "./escape-html.ts";
import { type InlineTag, isClean } from "./inline-markup.ts";
import type { StoredLink, StoredText } from "./stored-body.ts";

interface OpenTag {
  tag: InlineTag;
  /** Where its text starts; undefined until it has some: an element without text leaves no tag behind. */
  start?: number;
}

/**
 * Writes one run of inline content as text, HTML and links at once. White space and breaks wait until text follows
 * and then stand outside the tags, so equal content gives equal HTML.
 */
export class InlineRun {
  /** Line breaks since the last text. */
  breaks = 0;
  #text = "";
  #html = "";
  #links: StoredLink[] = [];
  #tags: InlineTag[] = [];
  #hasBreak = false;
  #hasSpace = false;
  readonly #open: OpenTag[];

  /** @param tags the elements it stands in, outermost first */
  constructor(tags: readonly InlineTag[] = []) {
    this.#open = tags.map((tag) => ({ tag }));
  }

  /** A new run inside the same elements. */
  inside(): InlineRun {
    return new InlineRun(this.#open.map(({ tag }) => tag));
  }

  /** @param text already collapsed */
  write(text: string): void {
    const start = text.startsWith(" ") ? 1 : 0;
    const end = text.length - (text.endsWith(" ") ? 1 : 0);
    if (start === 1) this.#hasSpace = true;
    if (end <= start) return;
    const words = text.slice(start, end);
    this.#separate();
    for (const open of this.#open) {
      if (open.start !== undefined) continue;
      open.start = this.#text.length;
      this.#html += open.tag.startTag;
      this.#tags.push(open.tag);
    }
    this.#text += words;
    this.#html += escapeText(words);
    this.#hasSpace = end < text.length;
    this.breaks = 0;
  }

  break(): void {
    this.breaks += 1;
  }

  isOpen(name: string): boolean {
    return this.#open.some(({ tag }) => tag.name === name);
  }

  open(tag: InlineTag): void {
    this.#open.push({ tag });
  }

  close(): void {
    const open = this.#open.pop();
    if (open !== undefined) this.#end(open);
  }

  /** What was written, or null when that is nothing but white space; the run starts anew inside the same open elements. */
  take(): StoredText | null {
    for (const open of this.#open.toReversed()) this.#end(open);
    const stored = this.#stored();
    this.#text = this.#html = "";
    this.#links = [];
    this.#tags = [];
    this.#hasBreak = this.#hasSpace = false;
    this.breaks = 0;
    return stored;
  }

  #separate(): void {
    if (this.#text === "") return;
    if (this.breaks > 0) {
      this.#text += "\n";
      this.#html += "<br />";
      this.#hasBreak = true;
    } else if (this.#hasSpace) {
      this.#text += " ";
      this.#html += " ";
    }
  }

  #end(open: OpenTag): void {
    if (open.start === undefined) return;
    const { name, href } = open.tag;
    this.#html += `</${name}>`;
    if (href !== undefined) this.#links.push({ start: open.start, end: this.#text.length, href });
    delete open.start;
  }

  #stored(): StoredText | null {
    const text = this.#text;
    if (text.trim() === "") return null;
    const hasMarkup = this.#hasBreak || this.#tags.length > 0;
    if (!hasMarkup || !isClean(this.#tags)) return { text };
    return this.#links.length > 0 ? { text, html: this.#html, links: this.#links } : { text, html: this.#html };
  }
}
