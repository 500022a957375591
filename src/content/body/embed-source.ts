import type { Element } from "domhandler";
import { attribute, elementsNamed } from "./html-tree.ts";
import { resourceUrl } from "./safe-url.ts";

/** By the last two labels of a host: whose pages a body shows in frames. */
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ["youtube.com", "youtube"],
  ["youtube-nocookie.com", "youtube"],
  ["youtu.be", "youtube"],
  ["vimeo.com", "vimeo"],
  ["x.com", "x"],
  ["twitter.com", "x"],
  ["instagram.com", "instagram"],
  ["facebook.com", "facebook"],
  ["fb.watch", "facebook"],
  ["dailymotion.com", "dailymotion"],
  ["dai.ly", "dailymotion"],
  ["spotify.com", "spotify"],
  ["soundcloud.com", "soundcloud"],
  ["tiktok.com", "tiktok"],
  ["bsky.app", "bluesky"],
  ["deezer.com", "deezer"],
  ["acast.com", "acast"],
  ["arte.tv", "arte"],
  ["dwcdn.net", "datawrapper"],
  ["infogram.com", "infogram"],
  ["uri.sh", "flourish"],
]);
const SOCIAL_CARD =
  /(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|bluesky-embed|embed-link)(?:\s|$)/;

/** Whether a quote or box is a card that a social network's script fills in, or what `renderHtml` writes in place of a frame. */
export function isSocialCard(element: Element): boolean {
  return SOCIAL_CARD.test(element.attribs["class"] ?? "");
}

/** The http(s) address of what an iframe, player or social card shows, or null when it has none. */
export function embedUrl(element: Element, baseUrl?: string): string | null {
  const links = isSocialCard(element)
    ? elementsNamed(element.children, "a").toReversed()
    : elementsNamed(element.children, "source");
  const candidates = [
    ...["data-instgrm-permalink", "data-href", "cite", "src", "data-src", "data"].map((name) =>
      attribute(element, name),
    ),
    ...links.map((link) => attribute(link, "href") ?? attribute(link, "src")),
  ];
  for (const candidate of candidates) {
    const url = candidate === undefined ? null : resourceUrl(candidate, baseUrl);
    if (url?.startsWith("http")) return url;
  }
  return null;
}

/** `youtube`, `vimeo`, `x`, … or the host itself. */
export function providerOf(url: string): string {
  const { hostname } = new URL(url);
  return PROVIDERS.get(siteOf(hostname)) ?? hostname.replace(/^www\./, "");
}

/** Whether a page may show this address in a frame: https of a provider that we know. */
export function isFramed(url: string): boolean {
  const { protocol, hostname, host, username } = new URL(url);
  return protocol === "https:" && PROVIDERS.has(siteOf(hostname)) && host === hostname && username === "";
}

/** The same as sources of a Content Security Policy. */
export const FRAME_SOURCES: readonly string[] = [...PROVIDERS.keys()].flatMap((site) => [
  `https://${site}`,
  `https://*.${site}`,
]);

const siteOf = (hostname: string): string => hostname.split(".").slice(-2).join(".");
