import type { ArticleDraft, RelatedDraft } from "../../src/content/article/article.draft.ts";

/** A whole, published story; `uri` is also its headline. */
export function draftOf(uri: string, changes: Partial<ArticleDraft> = {}): ArticleDraft {
  return {
    uri,
    headline: uri,
    language: "en",
    status: "PUBLISHED",
    representation: "FULL",
    publishedAt: new Date("2026-11-20T08:00:00Z"),
    contributors: [],
    tags: [],
    images: [],
    body: [{ type: "PARAGRAPH", role: "BODY", content: { text: "Two words." } }],
    related: [],
    ...changes,
  };
}

/** What is known of a story by its headline only. */
export function partialOf(uri: string, changes: Partial<ArticleDraft> = {}): ArticleDraft {
  const { body: _, ...rest } = draftOf(uri);
  return { ...rest, representation: "PARTIAL", ...changes };
}

export function edgeTo(
  uri: string,
  changes: Partial<Omit<RelatedDraft, "target">> & Partial<RelatedDraft["target"]> = {},
): RelatedDraft {
  const { kind = "READ_ALSO", placement = "END", label, anchor, ...target } = changes;
  return {
    target: { uri, headline: uri, ...target },
    kind,
    placement,
    ...(label === undefined ? {} : { label }),
    ...(anchor === undefined ? {} : { anchor }),
  };
}
