import { slugify } from "../../content/slug.ts";

/** The last segment of an address as a slug; undefined when there are no words in it. */
export function slugInUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const segment = new URL(url).pathname.split("/").findLast((part) => part !== "") ?? "";
  const name = segment.replace(/\.(?:html?|php|aspx?)$/i, "");
  return /[a-z]/i.test(name) && name !== "index" ? slugify(decoded(name)) : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
