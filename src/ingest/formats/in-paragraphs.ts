import { escapeText } from "../../content/body/escape-html.ts";

/** Plain text as HTML: blank lines part paragraphs; a text without any has one paragraph a line. */
export function inParagraphs(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").trim();
  const paragraphs = lines.split(/\n\s*\n/);
  return (paragraphs.length > 1 ? paragraphs : lines.split("\n"))
    .map((paragraph) => `<p>${escapeText(paragraph)}</p>`)
    .join("\n");
}
