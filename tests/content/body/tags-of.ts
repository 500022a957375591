import { Parser } from "htmlparser2";

/** Every tag a browser would see in `html`. */
export function tagsOf(html: string): { name: string; attribs: Record<string, string> }[] {
  const tags: { name: string; attribs: Record<string, string> }[] = [];
  new Parser({ onopentag: (name, attribs) => tags.push({ name, attribs }) }).end(html);
  return tags;
}
