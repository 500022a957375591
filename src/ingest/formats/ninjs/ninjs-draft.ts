import type { ArticleDraft } from "../../../content/article/article.draft.ts";
import type { ArticleStatus } from "../../../database/vocabulary.ts";
import { type Findings, HIDDEN_UNDATED, type ParsedItem, withoutUndefined } from "../format.ts";
import { languageOf } from "../language-tag.ts";
import { oneLine } from "../one-line.ts";
import { contributorsOf, sectionOf, tagsOf } from "./ninjs-entities.ts";
import { altIdOf, slugOf } from "./ninjs-alt-ids.ts";
import { readNinjsBody } from "./ninjs-body.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import { statusIn } from "./ninjs-holds.ts";
import type { NinjsItem } from "./ninjs-item.schema.ts";
import { headlineOf, isNamed, kickerOf, standfirstOf } from "./ninjs-texts.ts";
import { MAX_VERSION, versionNumber } from "./ninjs-version.ts";

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
  if (status === "DRAFT" && !isNamed(item)) {
    findings.note("No headline given: of the item only that it is withheld is kept.");
    return findings.refusal();
  }
  const language = languageOf(item.language, senderPath("/language"), findings);
  const draft: ArticleDraft = withoutUndefined({
    uri: item.uri,
    version: versionOf(item.version, findings),
    slug: slugOf(item, context),
    headline: headlineOf(item, { status: status ?? "PUBLISHED", context }),
    kicker: kickerOf(item),
    standfirst: standfirstOf(item),
    dateline: oneLine(item.located),
    byline: oneLine(item.by),
    language,
    status: status ?? "DRAFT",
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
  if (draft.publishedAt === undefined && status === "PUBLISHED") findings.note(HIDDEN_UNDATED);
  return findings.outcome(draft);
}

/** Undefined: it is none that is known, which is a problem. */
function statusOf(
  { pubStatus = "usable" }: NinjsItem,
  { findings, senderPath }: NinjsContext,
): ArticleStatus | undefined {
  const status = statusIn(pubStatus);
  if (status === undefined)
    findings.problem(senderPath("/pubStatus"), `must be usable, withheld or canceled, got "${pubStatus}"`);
  return status;
}

function versionOf(version: unknown, findings: Findings): number | undefined {
  const number = versionNumber(version);
  if (version !== undefined && number === undefined)
    findings.note(
      `The version ${JSON.stringify(version).slice(0, 60)} is no whole number from 1 to ${MAX_VERSION}: treated as none.`,
    );
  return number;
}
