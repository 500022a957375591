import type { SourceHold } from "../../../content/article/article.draft.ts";
import type { ArticleStatus } from "../../../database/vocabulary.ts";
import type { JsonObject } from "../clean-json.ts";
import { type ParseContext, withoutUndefined } from "../format.ts";
import { readTime } from "../relative-time.ts";
import type { NinjsAssociation } from "./ninjs-item.schema.ts";
import { versionNumber } from "./ninjs-version.ts";

const STATUSES = new Map<string, ArticleStatus>([
  ["usable", "PUBLISHED"],
  ["withheld", "DRAFT"],
  ["canceled", "WITHDRAWN"],
  ["cancelled", "WITHDRAWN"],
  ["kill", "WITHDRAWN"],
  ["killed", "WITHDRAWN"],
]);
/** What holds back more goes first. */
const SEVEREST = ["WITHDRAWN", "DRAFT", "PUBLISHED"] as const;
const HOLDS = { WITHDRAWN: "CANCELED", DRAFT: "WITHHELD" } as const;

/** The status that a pubStatus says, the severest of several: by its code alone, a QCode or an address of IPTC's. */
export function statusIn(pubStatus: unknown): ArticleStatus | undefined {
  const said = wordsIn(pubStatus).map((word) => STATUSES.get(codeIn(word)));
  return SEVEREST.find((status) => said.includes(status));
}

/** Of a list, of a concept with its code under some name, or of one text. */
function wordsIn(value: unknown): string[] {
  if (typeof value === "string") return value.split(/[;,|]/);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((each) => (typeof each === "string" ? wordsIn(each) : []));
}

/** `http://cv.iptc.org/newscodes/pubstatusg2/canceled`, `stat:canceled` and ` Canceled ` are `canceled`. */
const codeIn = (word: string) =>
  word
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .toLowerCase()
    .replace(/[\s/#.!]+$/, "")
    .replace(/^.*[/:#]/s, "")
    .trim();

/** A time in any form of ISO 8601: of a hold it is better read in another form than not at all. */
export function timeIn(value: unknown, { now, timeZone }: ParseContext): Date | undefined {
  const isIso = typeof value === "string" && /^\s*\d{4}-/.test(value);
  return isIso ? readTime(value, { reference: now, timeZone })?.at : undefined;
}

/**
 * What an item says of being held back, if its uri can be read, whatever else is wrong with it; in the names of ninjs 3. A
 * status that nobody knows and an embargo that cannot be read hold back, too.
 */
export function holdIn(item: JsonObject, context: ParseContext): SourceHold | undefined {
  const uri = typeof item["uri"] === "string" ? item["uri"].trim() : "";
  const status = statusIn(item["pubStatus"]);
  const embargoedUntil = timeIn(item["embargoedUntil"], context);
  const isEmbargoed = embargoedUntil !== undefined && embargoedUntil > context.now;
  const isUnread = isUnreadable(item["pubStatus"], status) || isUnreadable(item["embargoedUntil"], embargoedUntil);
  const said = status === undefined || status === "PUBLISHED" ? undefined : HOLDS[status];
  const hold: SourceHold["hold"] | undefined = said ?? (isUnread ? "WITHHELD" : isEmbargoed ? "EMBARGOED" : undefined);
  if (uri === "" || hold === undefined) return undefined;
  return withoutUndefined({
    uri,
    hold,
    version: versionNumber(item["version"]),
    updatedAt: timeIn(item["versionCreated"], context),
    embargoedUntil,
  });
}

const isUnreadable = (given: unknown, read: unknown): boolean =>
  read === undefined && given !== undefined && given !== null && given !== "";

/** Whether it must not be shown now; a status that is not known holds back, too. */
export const isHeldBack = (
  { pubStatus, embargoedUntil }: Pick<NinjsAssociation, "pubStatus" | "embargoedUntil">,
  now: Date,
): boolean =>
  (pubStatus !== undefined && statusIn(pubStatus) !== "PUBLISHED") ||
  (embargoedUntil !== undefined && embargoedUntil > now);
