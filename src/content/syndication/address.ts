/** An address on the newsroom's site is written in full. */
export const absolute = (url: string, siteUrl: string): string =>
  url.startsWith("/") && !url.startsWith("//") ? siteUrl + url : url;

/** The same, as a link or picture has it. */
const LOCAL_ADDRESS = /(<(?:a|img)\s[^>]*?(?:href|src)=")\/(?!\/)/g;

/** HTML whose addresses are written in full. */
export const inFull = (html: string, siteUrl: string): string => html.replaceAll(LOCAL_ADDRESS, `$1${siteUrl}/`);
