import type { StoredText } from "../../../content/body/stored-body.ts";
import { storedText } from "../../../content/body/stored-text.ts";
import type { ArticleStatus } from "../../../database/vocabulary.ts";
import { oneLine } from "../one-line.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import type { NinjsItem, NinjsText } from "./ninjs-item.schema.ts";

/** An opening or closing tag, as a text that forgot to give its content type betrays itself. */
const TAG = /<\/?[a-z][^<>]*>/i;

/** Whether a text is HTML: by its content type, or by its looks when it gives none. Undefined: neither HTML nor plain. */
export function isHtml({ contentType, value }: NinjsText): boolean | undefined {
  if (contentType === undefined) return TAG.test(value);
  const type = contentType.split(";")[0]?.trim().toLowerCase();
  if (type === "text/html" || type === "application/xhtml+xml") return true;
  return type === "text/plain" ? false : undefined;
}

/** A text of a role in one line without markup, falling back as `roles` say; a role of undefined means "no role". */
export function lineOf(texts: NinjsText[], roles: (string | undefined)[]): string | undefined {
  for (const role of roles) {
    const text = texts.find((candidate) => candidate.role === role);
    const line =
      text === undefined ? undefined : oneLine(isHtml(text) === true ? storedText(text.value).text : text.value);
    if (line !== undefined) return line;
  }
  return undefined;
}

const SIDE_ROLES = new Set<string | undefined>(["kicker", "label"]);

/** Role main, else one without role, else the first that is neither kicker nor label. */
export function mainHeadline(headlines: NinjsText[]): string | undefined {
  return lineOf(headlines, ["main", undefined, headlines.find(({ role }) => !SIDE_ROLES.has(role))?.role]);
}

export const kickerOf = ({ headlines }: NinjsItem) => lineOf(headlines, ["kicker"]);

/** What stands in for a headline. */
const titleOf = ({ title, slugline }: NinjsItem) => oneLine(title) ?? oneLine(slugline);

/** Whether there is anything to call the item by. */
export const isNamed = (item: NinjsItem): boolean => (mainHeadline(item.headlines) ?? titleOf(item)) !== undefined;

/** An item needs a headline; a withdrawn one goes through without, since a kill must never be refused for form. */
export function headlineOf(
  item: NinjsItem,
  { status, context }: { status: ArticleStatus; context: NinjsContext },
): string {
  const headline = mainHeadline(item.headlines);
  if (headline !== undefined) return headline;
  const title = titleOf(item);
  if (title !== undefined) context.findings.note(`No headline given: "${title}" was taken from the title or slugline.`);
  else if (status === "WITHDRAWN") context.findings.note("No headline given: the uri stands in for it.");
  else context.findings.problem(context.senderPath("/headlines"), "is missing: an article needs a headline");
  return title ?? item.uri;
}

/** Role standfirst, else summary, else the first one. */
export function standfirstOf({ descriptions }: NinjsItem): StoredText | undefined {
  const byRole = (role: string) => descriptions.find((description) => description.role === role);
  const description = byRole("standfirst") ?? byRole("summary") ?? descriptions[0];
  if (description === undefined || description.value.trim() === "") return undefined;
  if (isHtml(description) === true) return storedText(description.value);
  return { text: oneLine(description.value) ?? "" };
}
