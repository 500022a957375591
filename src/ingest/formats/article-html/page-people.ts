import type { Element } from "domhandler";
import { removeElement } from "domutils";
import type { ContributorDraft } from "../../../content/article/article.draft.ts";
import { attribute } from "../../../content/body/html-tree.ts";
import { withoutUndefined } from "../format.ts";
import { isJsonObject, type JsonValue } from "../clean-json.ts";
import { jsonLdText, typesOf } from "./json-ld.ts";
import { all, httpUrl, lineIn, metasOf, type Page } from "./page.ts";

/** Nobody's name is longer; such a text is a paragraph about its author. */
const MAX_BYLINE_LENGTH = 200;
const BYLINE = '.byline, [class*="byline"], [itemprop~="author"], .author, address.author, p.signature';
const AGENCY_TYPES = ["Organization", "NewsMediaOrganization", "Corporation"];
const BY = /^(?:written by|by|par|propos recueillis par|von|por)\s*:?\s+/i;
const AND = /\s*(?:,|;|&|\s(?:and|et|und|y|with|avec)\s)\s*/i;

/** The byline as printed within `content`, which loses it: it is no part of the story's text. */
export function takeByline(page: Page, content: Element): string | undefined {
  const printed = [...all(BYLINE, content), ...all(BYLINE, page.tree)].find(
    (element) => (lineIn(element)?.length ?? Infinity) <= MAX_BYLINE_LENGTH,
  );
  if (printed === undefined) return undefined;
  const dates = all("time", printed).flatMap((time) => lineIn(time) ?? []);
  const byline = dates.reduce((line, date) => line.replace(date, ""), lineIn(printed) ?? "");
  for (const element of all(BYLINE, content))
    if ((lineIn(element)?.length ?? 0) <= MAX_BYLINE_LENGTH) removeElement(element);
  return byline.replace(/^[\s|·•,–—-]+|[\s|·•,–—-]+$/g, "") || undefined;
}

/** JSON-LD's authors, else those of meta tags, else links marked as author, else the names in the printed byline. */
export function contributorsIn(page: Page, byline: string | undefined): ContributorDraft[] {
  const { jsonLd, tree, baseUrl, findings } = page;
  const sources: (() => ContributorDraft[])[] = [
    () => jsonLd.values(jsonLd.article["author"]).flatMap((author) => jsonLdAuthor(author, baseUrl)),
    () =>
      metasOf(tree, "author", "article:author", "dc.creator", "parsely-author")
        .filter((name) => !/^https?:/.test(name))
        .flatMap(namesIn)
        .map(author),
    () =>
      all('a[rel~="author"]', tree).map((link) =>
        withoutUndefined({ ...author(lineIn(link) ?? ""), uri: httpUrl(attribute(link, "href"), baseUrl) }),
      ),
    () => namesIn(byline ?? "").map(author),
  ];
  for (const [index, source] of sources.entries()) {
    const contributors = distinct(source().filter(({ name }) => name !== ""));
    if (contributors.length > 0) {
      if (index === sources.length - 1) findings.note(`The contributors were told from the byline « ${byline} ».`);
      return contributors;
    }
  }
  return [];
}

function jsonLdAuthor(value: JsonValue, baseUrl: string | undefined): ContributorDraft[] {
  const name = jsonLdText(value);
  if (name === undefined) return [];
  if (!isJsonObject(value)) return namesIn(name).map(author);
  const isAgency = typesOf(value).some((type) => AGENCY_TYPES.includes(type));
  const uri = [value["url"], value["@id"], value["sameAs"]].map((address) =>
    typeof address === "string" ? httpUrl(address, baseUrl) : undefined,
  );
  return [
    withoutUndefined({
      name,
      uri: uri.find((address) => address !== undefined),
      role: isAgency ? ("AGENCY" as const) : ("AUTHOR" as const),
    }),
  ];
}

const author = (name: string): ContributorDraft => ({ name, role: "AUTHOR" });

const namesIn = (byline: string) =>
  byline
    .replace(BY, "")
    .split(AND)
    .filter((name) => name !== "");

const distinct = (contributors: ContributorDraft[]) =>
  [...new Map(contributors.toReversed().map((one) => [one.uri ?? one.name, one])).values()].toReversed();
