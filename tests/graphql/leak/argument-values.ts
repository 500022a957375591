import { HIDDEN, type LeakyNewsroom, slugOf, uriOf } from "./leaky-newsroom.ts";
import type { Values } from "./ways.ts";

const KINDS = [...HIDDEN, "withdrawn", "unlicensed"];
const quoted = (value: unknown) => JSON.stringify(String(value));
const WORDS = ["headline", "kicker", "standfirst", "body"];

/** What the fields of the schema are asked with. Ids are those of the newsroom with the hidden stories: all there are. */
export async function argumentValues(newsroom: Pick<LeakyNewsroom, "database">): Promise<Values> {
  const ids = async (type: string, table: string) =>
    (await newsroom.database.execute(`select id::int from ${table} order by id`)).map((row) =>
      quoted(`${type}:${(row as { id: number }).id}`),
    );
  const slugs = async (table: string) =>
    (await newsroom.database.execute(`select slug from ${table} order by id`)).map((row) =>
      quoted((row as { slug: string }).slug),
    );
  const [articles, sections, tags, contributors, storylines, images] = await Promise.all([
    ids("Article", "articles"),
    ids("Section", "sections"),
    ids("Tag", "tags"),
    ids("Contributor", "contributors"),
    ids("Storyline", "storylines"),
    ids("Image", "images"),
  ]);
  const nodes = [articles, sections, tags, contributors, storylines, images].flat();
  const all = (literals: readonly string[]) => [`[${literals.join(", ")}]`];
  return {
    // Exactly one argument.
    "Query.article": [`(uri: "urn:host")`],
    "Query.section": [`(path: "world/asia")`],
    "Query.tag": [`(slug: "tides")`],
    "Query.contributor": [`(slug: "ada-brook")`],
    "Query.storyline": [`(slug: "tides")`],
    "Query.article(id)": articles,
    "Query.article(slug)": [
      ...KINDS.flatMap((kind) => [quoted(slugOf(kind)), quoted(`${slugOf(kind)}-once`)]),
      `"known-elsewhere"`,
    ],
    "Query.article(uri)": KINDS.map((kind) => quoted(uriOf(kind))),
    "Query.section(id)": sections,
    "Query.section(slug)": await slugs("sections"),
    "Query.section(path)": [`"world"`, `"world/asia"`, `"sport"`],
    "Query.tag(id)": tags,
    "Query.tag(slug)": await slugs("tags"),
    "Query.contributor(id)": contributors,
    "Query.contributor(slug)": await slugs("contributors"),
    "Query.storyline(id)": storylines,
    "Query.storyline(slug)": await slugs("storylines"),
    "Query.node(id)": nodes,
    "Query.nodes(ids)": [...all(articles), ...all(nodes)],
    "Query.resolvePath(path)": [
      `"/articles/secret-withdrawn"`,
      ...[...KINDS, "draft-once", "scheduled-once"].map((kind) => quoted(`/articles/${slugOf(kind)}`)),
      `"/world/asia"`,
    ],
    "Query.search(query)": [
      quoted(["tides", ...KINDS.map((kind) => `secret${kind}headline`)].join(" or ")),
      ...KINDS.flatMap((kind) => WORDS.map((where) => quoted(`secret${kind}${where}`))),
      ...KINDS.map((kind) => quoted(`tides -secret${kind}body`)),
    ],
    "query: String": [`"secret"`, `"a"`],
    "SearchConnection.facets(fields)": ["[SECTION, TAG, CONTRIBUTOR, LANGUAGE, YEAR]"],
    "ArticleFilter.contributors": contributors.map((id) => `[${id}]`),
    "ArticleFilter.excludeIds": [`[${articles[0]}]`],
    "ArticleFilter.sections": sections.map((id) => `[${id}]`),
    "ArticleFilter.storylines": storylines.map((id) => `[${id}]`),
    "ArticleFilter.tags": tags.map((id) => `[${id}]`),
    "ArticleFilter.urgencyAtMost": ["9"],
    "ChangeFilter.sections": sections.map((id) => `[${id}]`),
    "Query.changes(since)": ["null", `"now"`],
    // Where a page begins comes from an answer, and those are the same.
    "after: String": [],
    "before: String": [],
    "first: Int": ["1", "100"],
    "last: Int": ["1", "100"],
    "depth: Int": ["1", "3"],
    "limit: Int": ["1", "200"],
    "maxChars: Int": ["20"],
    "timeZone: String": [`"Asia/Seoul"`],
    DateTime: [`"2026-11-22T00:00:00Z"`],
    Locale: [`"en"`, `"de"`],
  };
}
