import type { Element } from "domhandler";
import { attribute, elementsNamed } from "./html-tree.ts";
import { resourceUrl } from "./safe-url.ts";

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
]);
const SOCIAL_CARD =
  /(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|bluesky-embed)(?:\s|$)/;

/** Whether a quote or box is a card that a social network's script fills in. */
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
  const labels = new URL(url).hostname.replace(/^www\./, "").split(".");
  return PROVIDERS.get(labels.slice(-2).join(".")) ?? labels.join(".");
}
