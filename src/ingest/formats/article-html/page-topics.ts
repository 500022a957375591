import type { SectionDraft, TagDraft } from "../../../content/article/article.draft.ts";
import { slugify } from "../../../content/slug.ts";
import { isJsonObject } from "../clean-json.ts";
import { oneLine } from "../one-line.ts";
import { uniqueTags } from "../unique-tags.ts";
import { jsonLdText } from "./json-ld.ts";
import { all, httpUrl, lineIn, metaOf, metasOf, type Page } from "./page.ts";

const BREADCRUMB_LINKS =
  'nav[aria-label*="breadcrumb" i] a, nav[aria-label*="ariane" i] a, [class*="breadcrumb" i] a, .fil-ariane a';
const HOME = /^(?:accueil|home|homepage|front page|startseite|inicio|portada)$/i;

/** articleSection, else article:section, with the ancestors a breadcrumb trail gives it; else the trail itself. */
export function sectionIn(page: Page, headline: string): SectionDraft[] | undefined {
  const { jsonLd, tree, findings } = page;
  const named = jsonLd.values(jsonLd.article["articleSection"]).flatMap((section) => jsonLdText(section) ?? []);
  const section = named[0] ?? metaOf(tree, "article:section");
  for (const other of named.slice(1))
    findings.note(`An article has one section: « ${other} » is not kept beside « ${section} ».`);
  const trail = breadcrumbs(page).filter((name) => !HOME.test(name) && name !== headline);
  const depth = trail.findIndex((name) => name.toLowerCase() === section?.toLowerCase());
  const names = section === undefined ? trail : depth === -1 ? [section] : trail.slice(0, depth + 1);
  if (section === undefined && names.length > 0)
    findings.note(`The section was told from the breadcrumb trail: ${names.join(" › ")}.`);
  return names.length === 0 ? undefined : names.map((name) => ({ slug: slugify(name), name }));
}

/** Keywords and article:tag, each a topic; a list in one text is parted at its commas. */
export function tagsIn({ jsonLd, tree }: Page): TagDraft[] {
  const keywords = jsonLd.values(jsonLd.article["keywords"]).flatMap((keyword) => jsonLdText(keyword) ?? []);
  const tags = metasOf(tree, "article:tag");
  const names = keywords.length + tags.length > 0 ? [...keywords, ...tags] : metasOf(tree, "news_keywords", "keywords");
  const topics = names.flatMap((name) => name.split(/[,;]/)).flatMap((name) => oneLine(name) ?? []);
  return uniqueTags(topics.map((name) => ({ kind: "TOPIC", name, relevance: 1 })));
}

/** Names from the root down, without the page's own. */
function breadcrumbs({ jsonLd, tree, uri, baseUrl }: Page): string[] {
  const list = jsonLd.ofType("BreadcrumbList")[0];
  if (list === undefined) return all(BREADCRUMB_LINKS, tree).flatMap((link) => lineIn(link) ?? []);
  const elements = jsonLd.values(list["itemListElement"]).filter(isJsonObject);
  const crumbs = elements.toSorted((one, other) => Number(one["position"] ?? 0) - Number(other["position"] ?? 0));
  return crumbs.flatMap((crumb) => {
    const item = crumb["item"];
    const address = isJsonObject(item) ? item["@id"] : item;
    const url = typeof address === "string" ? httpUrl(address, baseUrl) : undefined;
    const isItself = url !== undefined && url === uri;
    return isItself ? [] : (jsonLdText(crumb) ?? jsonLdText(item) ?? []);
  });
}
