import { type Element, isTag } from "domhandler";
import { getChildren, textContent } from "domutils";
import { parseDocument } from "htmlparser2";
import { slugify } from "../../../content/slug.ts";
import { inParagraphs } from "../in-paragraphs.ts";
import { type ParseContext, type ParsedItem, withHold } from "../format.ts";
import { draftFromEntry } from "../feeds/feed-entry.ts";
import { canonicalLanguage } from "../language-tag.ts";
import { storableText } from "../storable-text.ts";
import { xmlText } from "../xml-text.ts";

/** Posts that readers see, now or at their time. */
const PUBLIC = new Set(["publish", "future"]);
/** Those that are there for whoever works on them. */
const WORKED_ON = new Set(["draft", "pending", "private"]);
/** What WordPress has for itself: nobody ever read it. All others, those in the bin and of plugins, readers may have seen. */
const NEVER_READ = new Set(["", "auto-draft", "inherit"]);
/** Elements that stand on their own in a post's HTML: WordPress makes paragraphs of what stands between them. */
const BLOCK_TAG = /^\s*<(?:p|h[1-6]|ul|ol|blockquote|figure|table|div|section|aside|pre|hr|iframe)\b/i;

/** What posts refer to: names of authors by login, addresses of attachments by id. */
interface Export {
  language: string | undefined;
  authors: ReadonlyMap<string, string>;
  attachments: ReadonlyMap<string, { url: string; alt: string }>;
}

const isPost = (item: Element) => textOf(item, "wp:post_type") === "post";
const statusOf = (item: Element) => textOf(item, "wp:status") ?? "";
const isStory = (post: Element) => PUBLIC.has(statusOf(post)) || WORKED_ON.has(statusOf(post));
const uriOf = (post: Element) => textOf(post, "guid") ?? textOf(post, "link");

/** The posts of a WordPress export (WXR 1.x) in its order, or why there are none. Never throws. */
export function parseWxr(bytes: Uint8Array, context: ParseContext): { items: ParsedItem[] } | { reason: string } {
  const read = xmlText(bytes);
  if ("reason" in read) return read;
  const document = parseDocument(storableText(read.text), { xmlMode: true });
  const channel = child(child(document, "rss"), "channel");
  if (!channel) return { reason: "is no WordPress export" };
  const items = children(channel, "item");
  const posts = items.filter((item) => isPost(item) && !NEVER_READ.has(statusOf(item)));
  const attachments = items.filter((item) => textOf(item, "wp:post_type") === "attachment");
  const surroundings = surroundingsOf(channel, attachments);
  const stories = new Set(posts.filter(isStory).map(uriOf));
  const parsed = posts.flatMap((post) => {
    if (isStory(post)) return [draftOf(post, surroundings, context)];
    return stories.has(uriOf(post)) ? [] : holdOf(post);
  });
  const left = items.length - parsed.length - attachments.length;
  if (left > 0) parsed[0]?.notes.push(`${left} entries of the export are no posts: not read.`);
  return { items: parsed };
}

function surroundingsOf(channel: Element, attachments: readonly Element[]): Export {
  return {
    language: textOf(channel, "language"),
    authors: new Map(
      children(channel, "wp:author").map((author) => [
        textOf(author, "wp:author_login") ?? "",
        textOf(author, "wp:author_display_name") ?? textOf(author, "wp:author_login") ?? "",
      ]),
    ),
    attachments: new Map(
      attachments.flatMap((item) => {
        const url = textOf(item, "wp:attachment_url");
        const alt = metaOf(item, "_wp_attachment_image_alt")[0] ?? textOf(item, "title") ?? "";
        return url === undefined ? [] : [[textOf(item, "wp:post_id") ?? "", { url, alt }] as const];
      }),
    ),
  };
}

/** A post that is no longer public stays where it is with us, but out of readers' sight. */
function holdOf(post: Element): ParsedItem[] {
  const uri = uriOf(post);
  const notes = [withheldAs(statusOf(post))];
  const item = withHold({ notes, problems: [] }, uri === undefined ? undefined : { uri, hold: "WITHHELD" });
  return item.hold ? [item] : [];
}

const withheldAs = (status: string) => `WordPress has it as "${status.slice(0, 60)}": withheld from readers.`;

/** Why readers must not see a post; undefined: they may. */
function withheldIn(post: Element): string | undefined {
  if (!PUBLIC.has(statusOf(post))) return withheldAs(statusOf(post));
  const hasPassword = textOf(post, "wp:post_password") !== undefined;
  return hasPassword ? "It takes a password in WordPress: withheld from readers." : undefined;
}

function draftOf(post: Element, { language, authors, attachments }: Export, context: ParseContext): ParsedItem {
  const creator = textOf(post, "dc:creator");
  const item = draftFromEntry(
    {
      id: textOf(post, "guid"),
      link: textOf(post, "link"),
      title: textOf(post, "title"),
      html: htmlOf(textOf(post, "content:encoded") ?? ""),
      summary: textOf(post, "excerpt:encoded"),
      published: utc(textOf(post, "wp:post_date_gmt")) ?? textOf(post, "pubDate"),
      updated: utc(textOf(post, "wp:post_modified_gmt")),
      language: language === undefined ? undefined : canonicalLanguage(language),
      authors: creator === undefined ? [] : [authors.get(creator) || creator],
      categories: children(post, "category").map((category) => ({ name: textContent(category).trim() })),
      image: attachments.get(metaOf(post, "_thumbnail_id")[0] ?? ""),
      related: [],
      rights: undefined,
      withheld: withheldIn(post),
    },
    context,
  );
  if (!item.draft) return item;
  const slug = textOf(post, "wp:post_name");
  const formerSlugs = metaOf(post, "_wp_old_slug").map(slugify);
  const draft = { ...item.draft, ...(slug && { slug }), ...(formerSlugs.length > 0 && { formerSlugs }) };
  return { ...item, draft };
}

/** Blocks that WordPress marks with comments are HTML already; older posts part paragraphs by blank lines. */
function htmlOf(content: string): string {
  const html = content.replaceAll(/<!--[\s\S]*?-->/g, "").replaceAll(/\[\/?[a-z_]+(?:\s[^\]]*)?\]/g, "");
  return html
    .split(/\r?\n\s*\r?\n/)
    .map((part) => (part.trim() === "" || BLOCK_TAG.test(part) ? part : paragraphOf(part)))
    .join("\n");
}

/** Text without markup is escaped; what has some is HTML as it stands. */
const paragraphOf = (part: string) => (/[<&]/.test(part) ? `<p>${part}</p>` : inParagraphs(part));

/** `2024-11-24 06:30:00` in UTC; drafts have only zeros. */
const utc = (text: string | undefined) =>
  text === undefined || text.startsWith("0000") ? undefined : `${text.replace(" ", "T")}Z`;

function metaOf(item: Element, key: string): string[] {
  return children(item, "wp:postmeta")
    .filter((meta) => textOf(meta, "wp:meta_key") === key)
    .flatMap((meta) => textOf(meta, "wp:meta_value") ?? []);
}

type Parent = Parameters<typeof getChildren>[0];
const children = (parent: Parent | undefined, name: string): Element[] =>
  parent === undefined ? [] : getChildren(parent).filter((node): node is Element => isTag(node) && node.name === name);
const child = (parent: Parent | undefined, name: string) => children(parent, name)[0];

/** Undefined where there is no such element, or nothing in it. */
function textOf(parent: Element, name: string): string | undefined {
  const element = child(parent, name);
  return element === undefined ? undefined : textContent(element).trim() || undefined;
}
