/** Stands in for the site when a path is looked at without one; the domain is reserved and never resolves. */
const NO_SITE = "http://site.invalid";
const LINK_PROTOCOLS = new Set(["http:", "https:", "mailto:"]);
const MEDIA_PROTOCOLS = new Set(["http:", "https:"]);
const ASSOCIATION = /^association:[^\s"'<>]+$/;

/**
 * Where a link may lead: an http, https or mailto URL, or a path that starts with "/" and stays on this site.
 * Read as a browser reads it, so an obfuscated scheme is seen for what it is. Other relative addresses need `baseUrl`.
 *
 * @returns the address in its normal form, or null when it must not be followed
 */
export function linkUrl(href: string, baseUrl?: string): string | null {
  return sitePath(href) ?? absoluteUrl(href, LINK_PROTOCOLS, baseUrl);
}

/**
 * Where an image, an embed or a story lives: http or https, made absolute where `baseUrl` allows, else a path on this site.
 *
 * @returns the address in its normal form, or null when it must not be fetched
 */
export function resourceUrl(href: string, baseUrl?: string): string | null {
  return absoluteUrl(href, MEDIA_PROTOCOLS, baseUrl) ?? sitePath(href);
}

/** The key of an IMAGE block: a resource, or `association:NAME` until ingest has put the image's URL in its place. */
export function imageUrl(href: string): string | null {
  return ASSOCIATION.test(href) ? href : resourceUrl(href);
}

function sitePath(href: string): string | null {
  const path = href.trim();
  if (!path.startsWith("/") || !URL.canParse(path, NO_SITE)) return null;
  const url = new URL(path, NO_SITE);
  return url.origin === NO_SITE && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : null;
}

function absoluteUrl(href: string, protocols: ReadonlySet<string>, baseUrl?: string): string | null {
  const address = href.trim();
  // A protocol-relative address without a base: every site that has one answers https.
  const base = baseUrl ?? (address.startsWith("//") ? "https://site.invalid" : undefined);
  if (address === "" || !URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  return protocols.has(url.protocol) ? url.href : null;
}
