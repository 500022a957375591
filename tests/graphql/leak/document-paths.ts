import type { LeakyNewsroom } from "./leaky-newsroom.ts";

const FEEDS = ["rss", "atom", "json"];
const FORMATS = ["", ".html", ".md", ".txt", ".ninjs.json", ".jsonld"];

/** Every path at which the newsroom with the hidden stories might publish anything. */
export async function documentPaths({ database }: Pick<LeakyNewsroom, "database">): Promise<string[]> {
  const column = async (select: string) => (await database.execute(select)).map((row) => (row as { at: string }).at);
  const lists = [
    "latest",
    ...(await column("select 'sections/' || path as at from sections order by id")),
    ...(await column("select 'tags/' || slug as at from tags order by id")),
  ];
  const slugs = await column("select slug as at from articles union select slug from former_slugs order by 1");
  return [
    "/sitemap-news.xml",
    ...lists.flatMap((list) => FEEDS.map((format) => `/feeds/${list}.${format}`)),
    ...slugs.flatMap((slug) => FORMATS.map((format) => `/articles/${slug}${format}`)),
  ];
}
