import {
  type BodyParts,
  embedAddress,
  type ImagePart,
  imagePart,
  type RelatedPart,
  relatedPart,
} from "./body-parts.ts";
import { isFramed } from "./embed-source.ts";
import { escapeAttribute, escapeText } from "./escape-html.ts";
import type { StoredBlock, StoredText } from "./stored-body.ts";

/** Blocks as semantic HTML, one a line; well-formed XML too. `parseBody` reads the same blocks back. */
export function renderHtml(blocks: readonly StoredBlock[], parts: BodyParts): string {
  return blocks
    .map((block) => renderBlockHtml(block, parts))
    .filter((html) => html !== "")
    .join("\n");
}

/** One block, or "" when what it refers to is not there. */
export function renderBlockHtml(block: StoredBlock, parts: BodyParts): string {
  switch (block.type) {
    case "PARAGRAPH":
      return `<p${block.role === "LEAD" ? ' class="lead"' : ""}>${inlineHtml(block.content)}</p>`;
    case "HEADING":
      return `<h${block.level} id="${escapeAttribute(block.anchor)}">${inlineHtml(block.content)}</h${block.level}>`;
    case "LIST":
      return wrap(block.ordered ? "ol" : "ul", block.items.map((item) => wrap("li", inlineHtml(item))).join(""));
    case "QUOTE":
      return wrap("blockquote", wrap("p", inlineHtml(block.content)) + optional("footer", block.attribution));
    case "IMAGE": {
      const part = imagePart(block, parts);
      return part === null ? "" : figureHtml(part);
    }
    case "RELATED_STORY": {
      const part = relatedPart(block, parts);
      return part === null ? "" : relatedHtml(block.anchor, part);
    }
    case "EMBED": {
      const url = embedAddress(block);
      return url === null ? "" : embedHtml(url, block.provider);
    }
    case "TABLE":
      return tableHtml(block);
    case "DIVIDER":
      return "<hr />";
  }
}

/** A text's own markup as stored, else its text escaped. */
export function inlineHtml(content: StoredText): string {
  return content.html ?? escapeText(content.text);
}

/** What a player needs, and no more: it may not lead the page elsewhere, nor ask for downloads or forms. */
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";

/** A frame where the provider is known; to others a link. */
function embedHtml(url: string, provider: string): string {
  const src = escapeAttribute(url);
  return isFramed(url)
    ? `<figure><iframe src="${src}" title="${escapeAttribute(provider)}" sandbox="${SANDBOX}"></iframe></figure>`
    : `<figure class="embed-link"><a href="${src}">${escapeText(provider)}</a></figure>`;
}

function figureHtml({ url, alt, caption, credit, width, height }: ImagePart): string {
  const size = (width === null ? "" : ` width="${width}"`) + (height === null ? "" : ` height="${height}"`);
  const creditHtml = credit === null ? "" : `<small class="credit">${escapeText(credit)}</small>`;
  const captionHtml = [caption === null ? "" : escapeText(caption), creditHtml].filter((html) => html !== "").join(" ");
  const image = `<img src="${escapeAttribute(url)}" alt="${escapeAttribute(alt)}"${size} />`;
  return wrap("figure", image + (captionHtml === "" ? "" : wrap("figcaption", captionHtml)));
}

function relatedHtml(anchor: string, { label, headline, url, publishedLabel }: RelatedPart): string {
  const time = publishedLabel === undefined ? "" : ` <time>${escapeText(publishedLabel)}</time>`;
  const link = `<a href="${escapeAttribute(url)}">${escapeText(headline)}</a>`;
  return `<aside class="related" data-association="${escapeAttribute(anchor)}"><p>${escapeText(label)}: ${link}${time}</p></aside>`;
}

function tableHtml({ rows, hasHeader, caption }: Extract<StoredBlock, { type: "TABLE" }>): string {
  const rowHtml = (cells: string[], tag: string) =>
    wrap("tr", cells.map((cell) => wrap(tag, linesHtml(cell))).join(""));
  const [first = [], ...rest] = rows;
  const head = hasHeader ? wrap("thead", rowHtml(first, "th")) : "";
  const body = (hasHeader ? rest : rows).map((cells) => rowHtml(cells, "td")).join("");
  return wrap("table", optional("caption", caption) + head + (body === "" ? "" : wrap("tbody", body)));
}

const linesHtml = (text: string) => escapeText(text).replaceAll("\n", "<br />");
const wrap = (tag: string, html: string) => `<${tag}>${html}</${tag}>`;
const optional = (tag: string, text: string | undefined) => (text === undefined ? "" : wrap(tag, escapeText(text)));
