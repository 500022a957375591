import { type DemoArticle, DEMO_ARTICLES } from "./demo-article.ts";
import { demoUri, pictures, relatedStories } from "./demo-associations.ts";
import { contributors, rights, sectionSubjects, tagsOfKind } from "./demo-subjects.ts";
import { minuteBefore } from "./demo-time.ts";
import newsroom from "./newsroom.json" with { type: "json" };
import samplePage from "./sample-page.json" with { type: "json" };

/** Roles whose names make the byline; the others are only credited. */
const SIGNING_ROLES = new Set(["author", "correspondent"]);

/**
 * The newsroom « Le Kiosque » as ninjs 3 items in Kiosque's profile, oldest first: fictional articles of the fourteen
 * days before `now`, and the sample page with its dates of November 2024; last, its storylines. The same `now` gives the same items.
 */
export function demoNewsroom(now: Date): object[] {
  const items = DEMO_ARTICLES.map((article) => ninjsItem(article, now));
  const oldestFirst = items.toSorted((one, other) => one.contentCreated.localeCompare(other.contentCreated));
  return [samplePage, ...oldestFirst, ...newsroom.storylines.map(storylineItem)];
}

function ninjsItem(article: DemoArticle, now: Date) {
  const { slug, language, located, urgency, translationKey, updatedAgo } = article;
  const contentCreated = minuteBefore(now, article.ago);
  return {
    standard: { name: "ninjs", version: "3.0" },
    uri: demoUri(slug),
    type: "text",
    version: updatedAgo === undefined ? "1" : "2",
    pubStatus: "usable",
    representationType: "full",
    language,
    located,
    by: byline(article),
    ...(urgency !== undefined && { urgency }),
    contentCreated,
    versionCreated: updatedAgo === undefined ? contentCreated : minuteBefore(now, updatedAgo),
    ...rights(article),
    altIds: [
      { role: "slug", value: slug },
      ...(translationKey === undefined ? [] : [{ role: "translation-key", value: translationKey }]),
    ],
    headlines: [plainText("main", article.headline), plainText("kicker", article.kicker)],
    descriptions: [plainText("standfirst", article.standfirst)],
    bodies: [{ role: "main", contentType: "application/xhtml+xml", value: article.body.join("\n") }],
    subjects: [...sectionSubjects(article), ...tagsOfKind(article, "TOPIC")],
    people: [...contributors(article), ...tagsOfKind(article, "PERSON")],
    organisations: tagsOfKind(article, "ORGANISATION"),
    places: tagsOfKind(article, "PLACE"),
    events: tagsOfKind(article, "EVENT"),
    associations: [...pictures(article), ...relatedStories(article, now)],
  };
}

const plainText = (role: string, value: string) => ({ role, contentType: "text/plain", value });

/** « Hugo Tessandier et Maëlle Kervadec »; the editor of a text that nobody else signed signs it. */
function byline(article: DemoArticle): string {
  const people = contributors(article);
  const signing = people.filter(({ rel }) => SIGNING_ROLES.has(rel));
  const names = (signing.length > 0 ? signing : people).map(({ name }) => name);
  return new Intl.ListFormat(article.language, { type: "conjunction" }).format(names);
}

function storylineItem({ slug, title, status, summary, language, entries }: (typeof newsroom.storylines)[number]) {
  return {
    standard: { name: "ninjs", version: "3.0" },
    uri: `https://kiosque.example/storylines/${slug}`,
    type: "composite",
    profile: "storyline",
    language,
    altIds: [{ role: "slug", value: slug }],
    headlines: [plainText("main", title)],
    descriptions: [plainText("summary", summary)],
    subjects: [{ rel: "storyline-status", literal: status }],
    associations: entries.map((entry, index) => ({
      name: `entry-${index + 1}`,
      rel: entry.keyMoment ? "key-moment" : "entry",
      uri: demoUri(entry.slug),
      ...(entry.caption !== undefined && { descriptions: [plainText("caption", entry.caption)] }),
    })),
  };
}
