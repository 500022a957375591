import type { Newsroom } from "../content.ts";
import { absolute } from "./address.ts";
import type { Story, StoryImage } from "./story.ts";

const PERSONS = new Set(["AUTHOR", "CORRESPONDENT", "PHOTOGRAPHER", "EDITOR", "TRANSLATOR"]);

/** An article as a schema.org NewsArticle, for search engines: see Google's « Article structured data ». */
export function jsonLdOf(story: Story, { publicUrl, name }: Newsroom): Record<string, unknown> {
  const authors = story.contributors.filter(({ role }) => role === "AUTHOR" || role === "CORRESPONDENT");
  const section = story.sections.at(-1);
  const values = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": story.uri,
    url: story.url,
    // Links to related stories are the page's.
    mainEntityOfPage: present({
      "@type": "WebPage",
      "@id": story.url,
      relatedLink: nullIfEmpty([...new Set(story.related.map(({ url }) => url))]),
    }),
    headline: story.headline,
    alternativeHeadline: story.kicker,
    description: story.summary === "" ? null : story.summary,
    image: story.leadImage && imagesOf(story.leadImage, publicUrl),
    datePublished: story.publishedAt,
    dateModified: story.updatedAt ?? story.publishedAt,
    inLanguage: story.language,
    dateline: story.dateline,
    articleSection: section?.name,
    keywords: story.tags.length > 0 ? story.tags.map((tag) => tag.name) : null,
    author: authors.length > 0 ? authors.map(personOf) : story.byline && [{ "@type": "Person", name: story.byline }],
    contributor: nullIfEmpty(story.contributors.filter((one) => !authors.includes(one)).map(personOf)),
    publisher: { "@type": "NewsMediaOrganization", name, url: publicUrl },
    copyrightHolder: story.copyrightHolder && { "@type": "Organization", name: story.copyrightHolder },
    copyrightNotice: story.copyrightNotice,
    usageInfo: story.usageTerms,
    wordCount: story.body?.wordCount,
    isAccessibleForFree: story.body !== null,
  };
  return present(values);
}

/** Values that are there: JSON-LD drops null. */
const present = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value != null));

const nullIfEmpty = <T>(list: T[]) => (list.length > 0 ? list : null);

const personOf = ({ name, uri, role }: Story["contributors"][number]) => ({
  "@type": PERSONS.has(role) ? "Person" : "Organization",
  name,
  ...(uri === null ? {} : { "@id": uri }),
});

const imagesOf = ({ url, caption, credit, width, height }: StoryImage, publicUrl: string) => [
  {
    "@type": "ImageObject",
    url: absolute(url, publicUrl),
    ...(width === null || height === null ? {} : { width: pixels(width), height: pixels(height) }),
    ...(caption === null ? {} : { caption }),
    ...(credit === null ? {} : { creditText: credit }),
  },
];

/** E37 is UN/CEFACT's code for them. */
const pixels = (value: number) => ({ "@type": "QuantitativeValue", value, unitCode: "E37" });
