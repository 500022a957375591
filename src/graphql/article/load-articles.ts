import type { ArticleFilter } from "../../content/article/article.filter.ts";
import { type ArticleConnection, articleListArgs } from "../../content/article/article-list.relation.ts";
import { type ArticleListName, articleLists } from "../../content/article/article.relations.ts";
import { checkLocale } from "../../content/locale.ts";
import type { Asking } from "../shared/asking.ts";
import { keyOf } from "../shared/global-id.ts";
import type { ArticleFilterInput, ArticlesArgs } from "./articles.args.ts";

/**
 * A page of one of the lists of articles.
 *
 * @throws {GatewayError} ID_INVALID, LOCALE_INVALID, and those of `pageOf`
 */
export async function loadArticles(
  name: ArticleListName,
  args: ArticlesArgs,
  from: Asking & { key: number },
): Promise<ArticleConnection> {
  const { list, relation } = articleLists[name];
  const { content, selection, key } = from;
  const { first, after, last, before, orderBy } = args;
  const filter = args.filter ? filterOf(args.filter) : undefined;
  const given = articleListArgs(list, { first, after, last, before, orderBy, filter }, key);
  return content.load({ relation, args: given, selection }, key);
}

const isThere = (part: unknown) => part !== undefined && !(Array.isArray(part) && part.length === 0);

/** @throws {GatewayError} ID_INVALID, LOCALE_INVALID */
export function filterOf(input: ArticleFilterInput): ArticleFilter {
  const filter = {
    sections: input.sections?.map((id) => keyOf("Section", id)),
    tags: input.tags?.map((id) => keyOf("Tag", id)),
    contributors: input.contributors?.map((id) => keyOf("Contributor", id)),
    storylines: input.storylines?.map((id) => keyOf("Storyline", id)),
    excludeIds: input.excludeIds?.map((id) => keyOf("Article", id)),
    publishedFrom: input.published?.from ?? undefined,
    publishedTo: input.published?.to ?? undefined,
    updatedFrom: input.updated?.from ?? undefined,
    updatedTo: input.updated?.to ?? undefined,
    languages: input.languages?.map(checkLocale),
    hasImage: input.hasImage ?? undefined,
    urgencyAtMost: input.urgencyAtMost ?? undefined,
    status: input.status ?? undefined,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, part]) => isThere(part)));
}
