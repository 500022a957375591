import { escapeAttribute, escapeText } from "../body/escape-html.ts";
import { escapeMarkdown } from "../body/markdown-inline.ts";
import { inlineHtml, renderHtml } from "../body/render-html.ts";
import { renderMarkdown } from "../body/render-markdown.ts";
import { renderText } from "../body/render-text.ts";
import type { Newsroom } from "../content.ts";
import { relationLabel } from "../labels.ts";
import { jsonLdOf } from "./json-ld.ts";
import type { RelatedStory, Story } from "./story.ts";

/** Related stories that do not stand in the body. */
const beside = ({ related }: Story) => related.filter(({ placement }) => placement !== "INLINE");
const labelOf = (edge: RelatedStory, story: Story) => edge.label ?? relationLabel(edge.kind, story.language);

/** An element of its own line; nothing where there is nothing to say. */
const line = (tag: string, html: string | null) => (html === null || html === "" ? "" : `<${tag}>${html}</${tag}>\n`);

/** A whole HTML page, as `ingest` reads it and as a reader without JavaScript can. */
export function htmlPageOf(story: Story, newsroom: Newsroom): string {
  const { language, headline, kicker, standfirst, dateline, byline, publishedAt, body } = story;
  // In a script element only « </ » ends what JSON says.
  const jsonLd = JSON.stringify(jsonLdOf(story, newsroom)).replaceAll("<", "\\u003c");
  const time = publishedAt === null ? null : `<time datetime="${publishedAt}">${publishedAt}</time>`;
  const description =
    story.summary === "" ? "" : `<meta name="description" content="${escapeAttribute(story.summary)}">\n`;
  const links = beside(story).map(
    (edge) =>
      `<li>${escapeText(labelOf(edge, story))}: <a href="${escapeAttribute(edge.url)}">${escapeText(edge.headline)}</a></li>`,
  );
  return `<!doctype html>
<html lang="${escapeAttribute(language)}">
<head>
<meta charset="utf-8">
<title>${escapeText(headline)}</title>
${description}<link rel="canonical" href="${escapeAttribute(story.url)}">
<script type="application/ld+json">${jsonLd}</script>
</head>
<body>
<article>
<header>
${line("p", kicker && escapeText(kicker))}<h1>${escapeText(headline)}</h1>
${line("p", standfirst && inlineHtml(standfirst))}${line("address", byline && escapeText(byline))}${line("p", [dateline && escapeText(dateline), time].filter(Boolean).join(" "))}</header>
${body ? renderHtml(body.blocks, body.parts) : ""}
</article>
${links.length > 0 ? `<aside class="related"><ul>${links.join("")}</ul></aside>\n` : ""}</body>
</html>
`;
}

/** CommonMark. */
export function markdownOf(story: Story): string {
  const links = beside(story).map(
    (edge) => `- ${escapeMarkdown(labelOf(edge, story))}: [${escapeMarkdown(edge.headline)}](${edge.url})`,
  );
  return paragraphs([
    `# ${escapeMarkdown(story.headline)}`,
    story.standfirst && escapeMarkdown(story.standfirst.text),
    meta(story) && escapeMarkdown(meta(story)),
    story.body && renderMarkdown(story.body.blocks, story.body.parts),
    links.join("\n"),
  ]);
}

export function textOf(story: Story): string {
  return paragraphs([
    story.headline,
    story.standfirst?.text,
    meta(story),
    story.body && renderText(story.body.blocks, story.body.parts),
    beside(story)
      .map((edge) => `${labelOf(edge, story)}: ${edge.headline} <${edge.url}>`)
      .join("\n"),
  ]);
}

const meta = ({ byline, dateline, publishedAt }: Story) => [byline, dateline, publishedAt].filter(Boolean).join(" · ");
const paragraphs = (parts: (string | null | undefined)[]) => `${parts.filter(Boolean).join("\n\n")}\n`;
