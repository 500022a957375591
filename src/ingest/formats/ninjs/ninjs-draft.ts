import type { ArticleDraft } from "../../../content/article/article.draft.ts";
import type { ArticleStatus } from "../../../database/vocabulary.ts";
import { type Findings, type ParsedItem, withoutUndefined } from "../format.ts";
import { languageOf } from "../language-tag.ts";
import { oneLine } from "../one-line.ts";
import { contributorsOf, sectionOf, tagsOf } from "./ninjs-entities.ts";
import { altIdOf, slugOf } from "./ninjs-alt-ids.ts";
import { readNinjsBody } from "./ninjs-body.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import type { NinjsItem } from "./ninjs-item.schema.ts";
import { headlineOf, kickerOf, standfirstOf } from "./ninjs-texts.ts";

/** Versions are stored as PostgreSQL integers. */
const MAX_VERSION = 2_147_483_647;
const STATUSES = new Map<string, ArticleStatus>([
  ["usable", "PUBLISHED"],
  ["withheld", "DRAFT"],
  ["canceled", "WITHDRAWN"],
  ["cancelled", "WITHDRAWN"],
]);
/** Other types are pictures, films, events: nothing to read. */
const ARTICLE_TYPES = new Set(["text", "composite"]);

/** A valid item by Kiosque's ninjs profile. */
export function draftFromNinjs(item: NinjsItem, context: NinjsContext): ParsedItem {
  const { findings, senderPath } = context;
  if (item.type !== undefined && !ARTICLE_TYPES.has(item.type)) {
    findings.problem(senderPath("/type"), `must be text or composite to be an article, got "${item.type}"`);
    return findings.refusal();
  }
  const status = statusOf(item, context);
  const language = languageOf(item.language, senderPath("/language"), findings);
  const draft: ArticleDraft = withoutUndefined({
    uri: item.uri,
    version: versionOf(item.version, findings),
    slug: slugOf(item, context),
    headline: headlineOf(item, { status, context }),
    kicker: kickerOf(item),
    standfirst: standfirstOf(item),
    dateline: oneLine(item.located),
    byline: oneLine(item.by),
    language,
    status,
    publishedAt: item.contentCreated ?? item.firstCreated ?? item.versionCreated,
    updatedAt: item.versionCreated,
    embargoedUntil: item.embargoedUntil,
    urgency: item.urgency,
    copyrightHolder: oneLine(item.copyrightHolder),
    copyrightNotice: oneLine(item.copyrightNotice),
    usageTerms: oneLine(item.usageTerms),
    translationKey: altIdOf(item.altIds, "translation-key")?.value,
    section: sectionOf(item.subjects, context),
    contributors: contributorsOf(item, context),
    tags: tagsOf(item, context),
    ...readNinjsBody(item, language, context),
  });
  if (draft.publishedAt === undefined && status === "PUBLISHED")
    findings.note("No date given: the time of publication is unknown.");
  return findings.outcome(draft);
}

function statusOf(item: NinjsItem, { findings, senderPath }: NinjsContext): ArticleStatus {
  // NewsML-G2's QCode, as some agencies keep it in ninjs too.
  const stated = (item.pubStatus ?? "usable").replace(/^stat:/, "");
  const status = STATUSES.get(stated);
  if (status === undefined)
    findings.problem(senderPath("/pubStatus"), `must be usable, withheld or canceled, got "${stated}"`);
  return status ?? "DRAFT";
}

function versionOf(version: unknown, findings: Findings): number | undefined {
  if (version === undefined) return undefined;
  const isDigits = typeof version === "string" && /^\d+$/.test(version);
  const number = typeof version === "number" || isDigits ? Number(version) : Number.NaN;
  if (Number.isInteger(number) && number >= 1 && number <= MAX_VERSION) return number;
  findings.note(
    `The version ${JSON.stringify(version).slice(0, 60)} is no whole number from 1 to ${MAX_VERSION}: treated as none.`,
  );
  return undefined;
}
