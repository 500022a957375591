import type { EntityManager } from "@mikro-orm/sql";
import type { ChangedPart } from "../change/record-entity-changes.ts";
import { ensureContributors } from "../contributor/contributor.commands.ts";
import { saveImages } from "../image/image.commands.ts";
import type { EdgesOf } from "../related-story/related-story.commands.ts";
import { ensureSections } from "../section/section.commands.ts";
import { ensureTags } from "../tag/tag.commands.ts";
import type { ArticleDraft } from "./article.draft.ts";
import type { ArticleWrite } from "./article-write.ts";
import { sharedParts } from "./shared-parts.rules.ts";

type Parts = "contributors" | "images" | "sections" | "tags";

export interface SharedIds extends Record<Parts, ReadonlyMap<string, number>> {
  changed: Record<Parts, readonly ChangedPart[]>;
}

/**
 * Makes and changes what these stories share with others; ids by the keys of each. To be called before the stories are
 * written, `revealNames` after.
 *
 * @param by whose word the drafts are
 */
export async function saveSharedParts(
  em: EntityManager,
  writes: readonly ArticleWrite[],
  { now, by }: { now: Date; by: EdgesOf },
): Promise<SharedIds> {
  const names = <Part>(pick: (draft: ArticleDraft) => readonly Part[]) =>
    sharedParts(writes, now, pick).map((part) => ({ ...part, isPublic: part.isPublic && by === "SOURCE" }));
  const sections = await ensureSections(
    em,
    names(({ section }) => (section ? [{ section }] : [])),
    now,
  );
  const contributors = await ensureContributors(
    em,
    names((draft) => draft.contributors),
    now,
  );
  const tags = await ensureTags(
    em,
    names((draft) => draft.tags),
    now,
  );
  const images = await saveImages(
    em,
    sharedParts(writes, now, (draft) => draft.images),
    now,
  );
  return {
    contributors: contributors.ids,
    images: images.ids,
    sections: sections.ids,
    tags: tags.ids,
    changed: {
      contributors: contributors.changed,
      images: images.changed,
      sections: sections.changed,
      tags: tags.changed,
    },
  };
}
