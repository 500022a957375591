import {
  type BodyParts,
  embedAddress,
  type ImagePart,
  imagePart,
  type RelatedPart,
  relatedPart,
} from "./body-parts.ts";
import { destination, escapeMarkdown, inlineMarkdown } from "./markdown-inline.ts";
import type { StoredBlock } from "./stored-body.ts";

/**
 * Blocks as CommonMark, a blank line between them. Text is escaped: it reads back as the same text.
 * Tables are pipe tables, which CommonMark itself shows as lines of text.
 */
export function renderMarkdown(blocks: readonly StoredBlock[], parts: BodyParts): string {
  const rendered: string[] = [];
  let isAfterList = false;
  let isSecond = false;
  for (const block of blocks) {
    // Two lists in a row would become one: the second takes the other bullet.
    isSecond = isAfterList && !isSecond;
    const markdown = block.type === "LIST" ? listMarkdown(block, isSecond) : renderBlockMarkdown(block, parts);
    if (markdown === "") continue;
    rendered.push(markdown);
    isAfterList = block.type === "LIST";
  }
  return rendered.join("\n\n");
}

/** One block, or "" when what it refers to is not there. */
export function renderBlockMarkdown(block: StoredBlock, parts: BodyParts): string {
  switch (block.type) {
    case "PARAGRAPH":
      return inlineMarkdown(block.content);
    case "HEADING":
      return `${"#".repeat(block.level)} ${oneLine(inlineMarkdown(block.content)).replace(/(?<!\\)#$/, "\\#")}`;
    case "LIST":
      return listMarkdown(block, false);
    case "QUOTE":
      return quoteMarkdown(block);
    case "IMAGE": {
      const part = imagePart(block, parts);
      return part === null ? "" : imageMarkdown(part);
    }
    case "RELATED_STORY": {
      const part = relatedPart(block, parts);
      return part === null ? "" : relatedMarkdown(part);
    }
    case "EMBED": {
      const url = embedAddress(block);
      return url === null ? "" : `[${escapeMarkdown(block.provider)}](${destination(url)})`;
    }
    case "TABLE":
      return tableMarkdown(block);
    case "DIVIDER":
      return "---";
  }
}

const oneLine = (markdown: string) => markdown.replaceAll("\\\n", " ");
const cellMarkdown = (text: string) => oneLine(escapeMarkdown(text)).replaceAll("|", "\\|");
const indent = (markdown: string, by: string) => markdown.replaceAll("\n", `\n${by}`);

function listMarkdown({ ordered, items }: Extract<StoredBlock, { type: "LIST" }>, isSecond: boolean): string {
  return items
    .map((item, index) => {
      const bullet = ordered ? `${index + 1}${isSecond ? ")" : "."} ` : `${isSecond ? "*" : "-"} `;
      return bullet + indent(inlineMarkdown(item), " ".repeat(bullet.length));
    })
    .join("\n");
}

function quoteMarkdown({ content, attribution }: Extract<StoredBlock, { type: "QUOTE" }>): string {
  const lines =
    attribution === undefined
      ? inlineMarkdown(content)
      : `${inlineMarkdown(content)}\n\n— ${escapeMarkdown(attribution)}`;
  return `> ${indent(lines, "> ")}`;
}

function imageMarkdown({ url, alt, caption, credit }: ImagePart): string {
  const words = [caption, credit === null ? null : `(${credit})`].filter((text) => text !== null).join(" ");
  const image = `![${escapeMarkdown(alt)}](${destination(url)})`;
  return words === "" ? image : `${image}\\\n${escapeMarkdown(words)}`;
}

function relatedMarkdown({ label, headline, url }: RelatedPart): string {
  return `${escapeMarkdown(label)}: [${escapeMarkdown(headline)}](${destination(url)})`;
}

function tableMarkdown({ rows, hasHeader, caption }: Extract<StoredBlock, { type: "TABLE" }>): string {
  const width = Math.max(...rows.map((row) => row.length));
  const line = (row: string[]) =>
    `| ${Array.from({ length: width }, (_, column) => cellMarkdown(row[column] ?? "")).join(" | ")} |`;
  const [first = [], ...rest] = hasHeader ? rows : [[], ...rows];
  const table = [line(first), `|${" --- |".repeat(width)}`, ...rest.map(line)].join("\n");
  return caption === undefined ? table : `${escapeMarkdown(caption)}\n\n${table}`;
}
