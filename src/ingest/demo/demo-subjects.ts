import type { DemoArticle } from "./demo-article.ts";
import newsroom from "./newsroom.json" with { type: "json" };

const SECTIONS: ReadonlyMap<string, string> = new Map(newsroom.sections.map(({ path, name }) => [path, name]));
const CONTRIBUTORS = new Map(newsroom.contributors.map((contributor) => [contributor.key, contributor]));
const TAGS = new Map(newsroom.tags.map((tag) => [tag.key, tag]));
const RIGHTS = new Map(newsroom.rights.map(({ key, ...rights }) => [key, rights]));

/** The section with its ancestors, which only then have their names wherever the newsroom is read from. */
export function sectionSubjects({ section }: DemoArticle): object[] {
  const slugs = section.split("/");
  return slugs.map((_, depth) => {
    const path = slugs.slice(0, depth + 1).join("/");
    return { rel: "section", name: SECTIONS.get(path), literal: path };
  });
}

/** The article's tags of one kind, `TOPIC`, `PERSON`, `PLACE`…, most relevant first. */
export function tagsOfKind({ tags }: DemoArticle, kind: string): object[] {
  return tags
    .toSorted((one, other) => other.relevance - one.relevance)
    .flatMap(({ key, relevance }) => {
      const tag = required(TAGS.get(key), key);
      return tag.kind === kind
        ? [{ rel: "about", name: tag.name, uri: tag.uri ?? `https://kiosque.example/tags/${key}`, relevance }]
        : [];
    });
}

export function contributors(article: DemoArticle): { rel: string; name: string; uri: string }[] {
  return article.contributors.map(({ key, role }) => {
    const { name, slug } = required(CONTRIBUTORS.get(key), key);
    return { rel: role, name, uri: `https://kiosque.example/contributors/${slug}` };
  });
}

export const rights = ({ rights: key }: DemoArticle): object =>
  key === undefined ? {} : required(RIGHTS.get(key), key);

function required<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`The demo newsroom has no ${key}.`);
  return value;
}
