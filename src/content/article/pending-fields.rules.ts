import { renderHtml } from "../body/render-html.ts";
import type { ArticleDraft } from "./article.draft.ts";
import { sectionPath } from "../section/section.commands.ts";

/** What the source has of one part of a story, as the desk is shown it. */
export interface PendingField {
  readonly field: string;
  readonly value: unknown;
}

/** Parts that are not shown as they are stored. */
const SHOWN: { readonly [Part in keyof ArticleDraft]?: (draft: ArticleDraft) => unknown } = {
  standfirst: ({ standfirst }) => standfirst?.text,
  section: ({ section }) => section && sectionPath(section),
  contributors: ({ contributors }) => contributors.map(({ name }) => name),
  tags: ({ tags }) => tags.map(({ name }) => name),
  body: bodyHtml,
};

/** @param isLicensed whether the caller may read the body */
export function pendingFieldsOf(
  { fields, draft }: { readonly fields: readonly string[]; readonly draft: ArticleDraft },
  isLicensed: boolean,
): PendingField[] {
  return fields.map((field) => {
    const part = field as keyof ArticleDraft;
    const value = part === "body" && !isLicensed ? null : (SHOWN[part]?.(draft) ?? draft[part] ?? null);
    return { field, value };
  });
}

function bodyHtml({ body = [], images, related }: ArticleDraft): string {
  return renderHtml(body, {
    images: new Map(
      images.map(({ url, alt, caption = null, credit = null, width = null, height = null }) => [
        url,
        { url, alt, caption, credit, width, height },
      ]),
    ),
    related: new Map(
      related.flatMap(({ anchor, label, target }) =>
        anchor === undefined
          ? []
          : [[anchor, { label: label ?? "", headline: target.headline, url: target.uri }] as const],
      ),
    ),
  });
}
