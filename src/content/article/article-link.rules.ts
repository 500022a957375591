const ARTICLE_PATH = /^\/articles\/([a-z0-9][a-z0-9-]{0,159})\/?(?:[?#].*)?$/;

/** Where readers find an article on the newsroom's site. */
export const articlePath = (slug: string) => `/articles/${slug}`;

/** The slug of the article that a link of ours leads to; undefined when it leads elsewhere. */
export function articleSlugIn(href: string, publicUrl: string): string | undefined {
  const path = href.startsWith(`${publicUrl}/`) ? href.slice(publicUrl.length) : href;
  return ARTICLE_PATH.exec(path)?.[1];
}
