import { sql } from "kysely";
import { rowBy } from "../reading/row-by.relation.ts";
import type { ManyRelation, Row, RowsQuery } from "../reading/source.ts";
import { articles } from "../sources.ts";
import { visible } from "../visibility.ts";
import { type ArticleList, articleList } from "./article-list.relation.ts";

const source = () => articles;
const isVisible = ({ alias, viewing }: RowsQuery<object>) => visible(alias, viewing);

export const articleById = rowBy(source, { column: "id", type: "bigint" }, isVisible);
export const articleBySlug = rowBy(source, { column: "slug", type: "text" }, isVisible);
export const articleByUri = rowBy(source, { column: "uri", type: "text" }, isVisible);

/** By a slug it once had. */
export const articleByFormerSlug: ManyRelation<object, Row | null> = {
  ...articleBySlug,
  name: "articles by former slug",
  rows: ({ alias, joins, key, viewing }) => sql`from former_slugs as f
    join articles as ${alias} on ${alias}.id = f.article_id ${joins} where f.slug = ${key} and ${visible(alias, viewing)}`,
};

/** The lists of articles there are, by the field that shows them. Each is keyed by what it belongs to. */
const LISTS = {
  /** Keyed by 0. */
  all: { name: "articles" },
  section: { name: "section", where: (alias, key) => sql` and ${alias}.section_id = ${key}` },
  sectionWithDescendants: { name: "sections", through: { table: "section_listings", key: "section_id" } },
  tag: { name: "tag", through: { table: "taggings", key: "tag_id" } },
  contributor: {
    name: "contributor",
    through: { table: "contributions", key: "contributor_id" },
    // Whoever wrote and photographed a story has it once.
    where: () => sql` and not exists (select from contributions as e where e.article_id = l.article_id
      and e.contributor_id = l.contributor_id and e.position < l.position)`,
  },
} satisfies Record<string, ArticleList>;

export type ArticleListName = keyof typeof LISTS;

export const articleLists = Object.fromEntries(
  Object.entries(LISTS).map(([key, list]) => [key, { list, relation: articleList(list, source) }]),
) as Record<ArticleListName, { list: ArticleList; relation: ReturnType<typeof articleList> }>;
