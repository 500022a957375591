import type { Element } from "domhandler";
import { getInnerHTML } from "domutils";
import type { ArticleDraft, ImageDraft, SourceHold } from "../../../content/article/article.draft.ts";
import { attribute } from "../../../content/body/html-tree.ts";
import { parseBody } from "../../../content/body/parse-body.ts";
import { MAX_OPEN_TAGS } from "../../../content/body/shallow-handler.ts";
import { Findings, HIDDEN_UNDATED, type ParseContext, type ParsedItem, withHold, withoutUndefined } from "../format.ts";
import { inlineRelated, type LinkingPage } from "../inline-related.ts";
import { languageOf } from "../language-tag.ts";
import { storableText } from "../storable-text.ts";
import { slugInUrl } from "../slug-in-url.ts";
import { distinctEdges, inReadingOrder, withoutEmptyPlaces } from "../story-edges.ts";
import { checkLengths } from "../check-lengths.ts";
import { jsonLdText } from "./json-ld.ts";
import { takeMainContent } from "./main-content.ts";
import { metaOf, one, openPage, type Page } from "./page.ts";
import { publishedAtOf, updatedAtOf } from "./page-dates.ts";
import { leadImageOf } from "./page-image.ts";
import { contributorsIn, takeByline } from "./page-people.ts";
import { withheldIn } from "./page-status.ts";
import { parsePage } from "./page-tree.ts";
import { headlineIn, takeDateline, takeStandfirst } from "./page-texts.ts";
import { sectionIn, tagsIn } from "./page-topics.ts";
import { endRelated, outermostRelatedBoxes, takeTrailingBoxes } from "./related-boxes.ts";

/**
 * The article of a news page: its metadata by JSON-LD, OpenGraph, `<time>` and meta tags in that order, its body by the
 * page's own marks or else by Readability. Problems are under the draft's names (`/uri`, `/headline`, `/body`). Never throws.
 */
export function parseArticleHtml(html: string, context: ParseContext): ParsedItem {
  const findings = new Findings();
  const storable = storableText(html);
  if (storable !== html) findings.note("NUL characters were removed and lone surrogates replaced by U+FFFD.");
  const tree = parsePage(storable);
  if (tree === undefined) {
    findings.problem("/body", `must not nest more than ${MAX_OPEN_TAGS} tags in each other`);
    return findings.refusal();
  }
  const page = openPage(tree, context, findings);
  const headline = headlineIn(page);
  const content = takeMainContent(page);
  if (page.uri === undefined)
    findings.problem("/uri", "is missing: the page names no canonical address and came from none");
  if (headline === undefined) findings.problem("/headline", "is missing: the page has no headline");
  if (content === undefined) findings.problem("/body", "is missing: no article was found in the page");
  const hold = holdIn(page);
  if (page.uri === undefined || headline === undefined || content === undefined)
    return withHold(findings.refusal(), hold);
  return withHold(draftOf(page, { uri: page.uri, headline, content, hold }), hold);
}

function holdIn(page: Page): SourceHold | undefined {
  const withheld = withheldIn(page);
  if (withheld === undefined || page.uri === undefined) return undefined;
  page.findings.note(withheld);
  return withoutUndefined({ uri: page.uri, hold: "WITHHELD" as const, updatedAt: updatedAtOf(page) });
}

interface Story {
  uri: string;
  headline: string;
  content: Element;
  hold: SourceHold | undefined;
}

function draftOf(page: Page, { uri, headline, content, hold }: Story): ParsedItem {
  const { findings, timeZone, now } = page;
  const language = languageIn(page);
  const publishedAt = publishedAtOf(page);
  if (publishedAt === undefined && !hold) findings.note(HIDDEN_UNDATED);
  // What is printed around the text is taken out of it before the rest is read as the body.
  const trailingBoxes = takeTrailingBoxes(content);
  const byline = takeByline(page, content);
  const standfirst = takeStandfirst(page, content);
  const dateline = takeDateline(page, content);
  const links: LinkingPage = { publishedAt: publishedAt ?? now, timeZone, language, findings };
  const draft: ArticleDraft = withoutUndefined({
    uri,
    slug: slugInUrl(uri),
    headline,
    standfirst: standfirst === undefined ? undefined : { text: standfirst },
    dateline,
    byline,
    language,
    status: hold ? ("DRAFT" as const) : ("PUBLISHED" as const),
    publishedAt,
    updatedAt: updatedAtOf(page),
    copyrightHolder: jsonLdText(page.jsonLd.article["copyrightHolder"]),
    copyrightNotice: jsonLdText(page.jsonLd.article["copyrightNotice"]),
    section: sectionIn(page, headline),
    contributors: contributorsIn(page, byline),
    tags: tagsIn(page),
    ...readContent(page, { uri, content, trailingBoxes, links }),
  });
  checkLengths(draft, findings);
  return findings.outcome(draft);
}

interface Content {
  uri: string;
  content: Element;
  trailingBoxes: Element[];
  links: LinkingPage;
}

function readContent(page: Page, { uri, content, trailingBoxes, links }: Content) {
  const { findings, tree, baseUrl } = page;
  const parsed = parseBody(getInnerHTML(content), baseUrl === undefined ? {} : { baseUrl });
  for (const note of parsed.notes) findings.note(note);
  const isInside = new Set(outermostRelatedBoxes(content.children));
  const boxes = outermostRelatedBoxes(tree).filter((box) => !isInside.has(box));
  const edges = [
    ...inlineRelated(parsed.relatedBoxes, links),
    ...endRelated([...trailingBoxes, ...boxes], baseUrl, links),
  ];
  const related = distinctEdges(edges, uri, findings);
  const body = withoutEmptyPlaces(parsed.blocks, related, findings);
  if (body.length === 0) findings.problem("/body", "is missing: no article was found in the page");
  const lead = leadImageOf(page, parsed.images);
  return {
    representation: "FULL" as const,
    body,
    ...(lead !== undefined && { leadImage: lead.url }),
    images: withLead(parsed.images, lead),
    related: inReadingOrder(related, body),
  };
}

const withLead = (images: ImageDraft[], lead: ImageDraft | undefined) =>
  lead === undefined ? images : [lead, ...images.filter(({ url }) => url !== lead.url)];

function languageIn({ tree, jsonLd, findings }: Page): string {
  const root = one("html[lang]", tree);
  const stated = root === undefined ? undefined : attribute(root, "lang");
  return languageOf(
    stated ?? jsonLdText(jsonLd.article["inLanguage"]) ?? metaOf(tree, "og:locale", "language"),
    "/language",
    findings,
  );
}
