import type { ArticleDraft, ImageDraft, RelatedDraft, TagDraft } from "../../../content/article/article.draft.ts";
import { parseBody } from "../../../content/body/parse-body.ts";
import { storedText } from "../../../content/body/stored-text.ts";
import { checkLengths } from "../check-lengths.ts";
import { Findings, HIDDEN_UNDATED, type ParseContext, type ParsedItem, withHold, withoutUndefined } from "../format.ts";
import { imageContentType } from "../image-content-type.ts";
import { inlineRelated, relatedStory } from "../inline-related.ts";
import { languageOf } from "../language-tag.ts";
import { oneLine } from "../one-line.ts";
import { readTime } from "../relative-time.ts";
import { slugInUrl } from "../slug-in-url.ts";
import { distinctEdges, inReadingOrder, withoutEmptyPlaces } from "../story-edges.ts";
import { uniqueTags } from "../unique-tags.ts";

/** An entry of a feed, whichever format it came in. Texts are as the feed has them. */
export interface FeedEntry {
  /** Its guid or id. */
  id: string | undefined;
  link: string | undefined;
  /** May hold markup, as feeds do. */
  title: string | undefined;
  /** The whole text. */
  html: string | undefined;
  summary: string | undefined;
  published: string | undefined;
  updated: string | undefined;
  language: string | undefined;
  authors: readonly string[];
  categories: readonly { name: string; uri?: string | undefined }[];
  image: { url: string; alt?: string | undefined } | undefined;
  related: readonly { url: string; title: string | undefined }[];
  rights: string | undefined;
  /** Periods in which it is valid, as `dcterms:valid` has them: `start=…; end=…`. */
  valid?: readonly string[] | undefined;
  /** Whether it is a draft, as `app:draft` has it: `yes` or `no`. */
  draft?: readonly string[] | undefined;
  /** Why readers must not see it, a sentence for the report; undefined: they may. */
  withheld?: string | undefined;
}

/** What an entry is known by. */
export const uriOf = ({ id, link }: Pick<FeedEntry, "id" | "link">): string | undefined => id?.trim() || link;

/** An entry as an article; without a text of its own it is known by headline and summary only. */
export function draftFromEntry(entry: FeedEntry, context: ParseContext): ParsedItem {
  const findings = new Findings();
  const headline = plain(entry.title);
  const uri = uriOf(entry);
  if (uri === undefined) findings.problem("/uri", "is missing: the entry has neither an id nor a link");
  if (headline === undefined) findings.problem("/headline", "is missing: the entry has no title");
  const withheld = entry.withheld ?? draftIn(entry.draft, findings) ?? endOf(entry.valid, context, findings);
  if (withheld !== undefined) findings.note(withheld);
  const updatedAt = timeOf(entry.updated, context, findings);
  const hold =
    withheld === undefined || uri === undefined
      ? undefined
      : withoutUndefined({ uri, hold: "WITHHELD" as const, updatedAt });
  if (uri === undefined || headline === undefined) return withHold(findings.refusal(), hold);
  const publishedAt = timeOf(entry.published, context, findings);
  const language = languageOf(entry.language, "/language", findings);
  const draft: ArticleDraft = withoutUndefined({
    uri,
    slug: slugInUrl(entry.link ?? uri),
    headline,
    standfirst: entry.summary === undefined ? undefined : standfirstOf(entry.summary),
    byline: oneLine(entry.authors.join(", ")),
    language,
    status: hold ? ("DRAFT" as const) : ("PUBLISHED" as const),
    publishedAt,
    updatedAt,
    copyrightNotice: plain(entry.rights),
    contributors: entry.authors.map((name) => ({ name, role: "AUTHOR" as const })),
    tags: uniqueTags(entry.categories.map(tagOf)),
    ...contentOf(entry, { uri, language, publishedAt: publishedAt ?? context.now, context, findings }),
  });
  if (publishedAt === undefined && !hold) findings.note(HIDDEN_UNDATED);
  checkLengths(draft, findings);
  return withHold(findings.outcome(draft), hold);
}

/** What is neither yes nor no is a fault, and holds back as a draft does. */
function draftIn(words: FeedEntry["draft"], findings: Findings): string | undefined {
  const said = (words ?? []).map((word) => word.trim().toLowerCase()).filter((word) => word !== "no");
  const unknown = said.find((word) => word !== "yes");
  if (unknown !== undefined) findings.problem("/control/draft", `must be yes or no, got "${unknown.slice(0, 60)}"`);
  return said.length > 0 ? "Its feed has it as a draft: withheld from readers." : undefined;
}

/** Feeds kill by a period that is over; one that is changed brings the story back. */
function endOf(periods: FeedEntry["valid"], context: ParseContext, findings: Findings): string | undefined {
  const ends = (periods ?? []).map((period) => /(?:^|;)\s*end\s*=\s*([^;]+)/i.exec(period)?.[1]);
  const isOver = ends.some((end) => (timeOf(end, context, findings) ?? context.now) < context.now);
  return isOver ? "Its feed calls it valid until a time that is over: withheld from readers." : undefined;
}

const plain = (html: string | undefined) => (html === undefined ? undefined : oneLine(storedText(html).text));

function standfirstOf(summary: string) {
  const text = plain(summary);
  return text === undefined ? undefined : { text };
}

export function timeOf(
  text: string | undefined,
  { now, timeZone }: ParseContext,
  findings: Findings,
): Date | undefined {
  if (text === undefined) return undefined;
  // RFC 822's dates, as RSS has them, are what Date reads; those without an offset are the newsroom's.
  const rfc822 = /^\s*(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4}/.test(text) ? new Date(text) : undefined;
  const at = rfc822 && !Number.isNaN(rfc822.getTime()) ? rfc822 : readTime(text, { reference: now, timeZone })?.at;
  if (at === undefined) findings.note(`« ${text.slice(0, 60)} » is no time that could be read.`);
  return at;
}

const tagOf = ({ name, uri }: FeedEntry["categories"][number]): TagDraft =>
  withoutUndefined({ kind: "TOPIC" as const, name, uri: uri && URL.canParse(uri) ? uri : undefined, relevance: 1 });

interface Surroundings {
  uri: string;
  language: string;
  publishedAt: Date;
  context: ParseContext;
  findings: Findings;
}

function contentOf(entry: FeedEntry, { uri, language, publishedAt, context, findings }: Surroundings) {
  const baseUrl = entry.link ?? context.sourceUrl;
  const parsed = parseBody(entry.html ?? "", baseUrl === undefined ? {} : { baseUrl });
  for (const note of parsed.notes) findings.note(note);
  const page = { publishedAt, timeZone: context.timeZone, language, findings };
  const links = entry.related.map(({ url, title }): RelatedDraft =>
    relatedStory({ href: url, headline: title ?? url }, page),
  );
  const related = distinctEdges([...inlineRelated(parsed.relatedBoxes, page), ...links], uri, findings);
  const body = withoutEmptyPlaces(parsed.blocks, related, findings);
  const lead = entry.image && imageOf(entry.image);
  const images = lead ? [lead, ...parsed.images.filter(({ url }) => url !== lead.url)] : parsed.images;
  return {
    ...(lead && { leadImage: lead.url }),
    images,
    related: inReadingOrder(related, body),
    ...(body.length > 0 ? { representation: "FULL" as const, body } : { representation: "PARTIAL" as const }),
  };
}

function imageOf({ url, alt }: NonNullable<FeedEntry["image"]>): ImageDraft | undefined {
  if (!/^https?:\/\//i.test(url)) return undefined;
  return { url, alt: alt ?? "", renditions: [{ name: "original", href: url, contentType: imageContentType(url) }] };
}
