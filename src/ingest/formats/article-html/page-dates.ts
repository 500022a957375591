import { attribute } from "../../../content/body/html-tree.ts";
import { readTime } from "../relative-time.ts";
import { jsonLdText } from "./json-ld.ts";
import { all, lineIn, metasOf, type Page } from "./page.ts";

interface DateSources {
  jsonLd: string[];
  openGraph: string[];
  times: string;
  metas: string[];
}

const PUBLISHED: DateSources = {
  jsonLd: ["datePublished", "dateCreated", "uploadDate"],
  openGraph: ["article:published_time", "og:published_time"],
  times:
    'time[itemprop~="datePublished"], [itemprop~="datePublished"][datetime], time[pubdate], article header time, article time.published, .byline time',
  metas: [
    "datePublished",
    "pubdate",
    "publish-date",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
  ],
};
const UPDATED: DateSources = {
  jsonLd: ["dateModified"],
  openGraph: ["article:modified_time", "og:updated_time"],
  times: 'time[itemprop~="dateModified"], [itemprop~="dateModified"][datetime], time.updated',
  metas: ["dateModified", "last-modified", "dcterms.modified"],
};

export const publishedAtOf = (page: Page): Date | undefined => dateOf(page, PUBLISHED);
export const updatedAtOf = (page: Page): Date | undefined => dateOf(page, UPDATED);

/** The first source that holds a time; one without offset is read in the newsroom's zone, with a note. */
function dateOf(page: Page, { jsonLd, openGraph, times, metas }: DateSources): Date | undefined {
  const { tree, findings, timeZone } = page;
  const candidates = [
    ...jsonLd.map((property) => jsonLdText(page.jsonLd.article[property])),
    ...metasOf(tree, ...openGraph),
    ...all(times, tree).flatMap((time) => [attribute(time, "datetime"), lineIn(time)]),
    ...metasOf(tree, ...metas),
  ];
  for (const candidate of candidates) {
    const time = candidate === undefined ? undefined : readTime(candidate, { reference: page.now, timeZone });
    if (time !== undefined) {
      if (!time.isExact) findings.note(`« ${candidate} » has no offset: read in ${timeZone}.`);
      return time.at;
    }
    if (candidate !== undefined) findings.note(`« ${candidate.slice(0, 60)} » is no time that could be read.`);
  }
  return undefined;
}
