import type { TagDraft } from "../../content/article/article.draft.ts";

/** The first of each tag: its uri is its identity, or else its kind and name in any case. */
export function uniqueTags(tags: TagDraft[]): TagDraft[] {
  const seen = new Set<string>();
  return tags.filter(({ kind, name, uri }) => {
    const byName = `${kind} ${name.toLowerCase()}`;
    const identity = uri ?? byName;
    const isNew = !seen.has(identity) && !(uri === undefined && seen.has(byName));
    seen.add(identity).add(byName);
    return isNew;
  });
}
