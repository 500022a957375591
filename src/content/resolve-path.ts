import { articlePath, articleSlugIn } from "./article/article-link.rules.ts";
import type { TombstoneRow } from "./article/tombstone.relation.ts";
import { articleByFormerSlug, articleBySlug } from "./article/article.relations.ts";
import type { Content } from "./content.ts";
import type { Selection } from "./reading/selection.ts";
import type { Row } from "./reading/source.ts";
import type { SectionNode } from "./section/section-tree.ts";
import { tombstoneOfSlug } from "./sources.ts";

/** What lives at a path of the newsroom's site. */
export type Resolution =
  | { readonly kind: "Article"; readonly row: Row }
  | { readonly kind: "Section"; readonly section: SectionNode }
  /** An article's path of old. */
  | { readonly kind: "Redirect"; readonly to: string }
  /** A story that was published and withdrawn: HTTP's 410. */
  | { readonly kind: "Tombstone"; readonly row: TombstoneRow }
  | { readonly kind: "NotFound"; readonly path: string };

const SLUG: Selection = { columns: ["slug"], to: new Map() };

/**
 * @param path as in a link: with or without our own host, a query or a slash at its end
 * @param selection of the article or the tombstone
 */
export async function resolvePath(content: Content, path: string, selection: Selection): Promise<Resolution> {
  const { publicUrl } = content.newsroom;
  const slug = articleSlugIn(path, publicUrl);
  if (slug !== undefined) return resolveSlug(content, { slug, path }, selection);
  const local = path.startsWith(`${publicUrl}/`) ? path.slice(publicUrl.length) : path;
  const [, sectionPath] = /^\/([a-z0-9/-]+?)\/?(?:[?#].*)?$/.exec(local) ?? [];
  const section = content.sections.byPath.get(sectionPath ?? "");
  return section ? { kind: "Section", section } : { kind: "NotFound", path };
}

async function resolveSlug(
  content: Content,
  { slug, path }: { slug: string; path: string },
  selection: Selection,
): Promise<Resolution> {
  const row = await content.load({ relation: articleBySlug, args: {}, selection }, slug);
  if (row) return { kind: "Article", row };
  const moved = await content.load({ relation: articleByFormerSlug, args: {}, selection: SLUG }, slug);
  if (moved) return { kind: "Redirect", to: articlePath(String(moved["slug"])) };
  const tombstone = await content.load({ relation: tombstoneOfSlug, args: {}, selection }, slug);
  return tombstone ? { kind: "Tombstone", row: tombstone } : { kind: "NotFound", path };
}
