import { clearPending, type Pending } from "../article/source-pending.commands.ts";
import { OWNABLE, withOwned } from "../article/two-authors.rules.ts";
import type { Desk, Written } from "./desk.ts";
import { type Addressed, editArticle, NOTHING, type OpenArticle } from "./edit-article.ts";
import { byPlace, named, placesIn } from "./inline-places.ts";
import { checkMove } from "./licensed-moves.ts";
import { Problems } from "./problems.ts";

/**
 * Decides on what a source has sent of parts that the desk wrote: those named are taken, and are the source's again; the
 * others are left until the source has something else. A story that waits whole is taken or left as a whole.
 */
export function settleFromSource(desk: Desk, addressed: Addressed, take: readonly string[]): Promise<Written> {
  return editArticle(desk, addressed, {
    step: "update",
    kind: "UPDATED",
    async edit(article) {
      const { em, held, now, pending } = article;
      const problems = new Problems();
      problems.distinct(take, ["take"], (index) => ["take", String(index)]);
      take.forEach((field, index) => {
        if (!pending?.fields.includes(field))
          problems.add("VALUE_INVALID", ["take", String(index)], `Nothing of « ${field} » waits from the source.`);
      });
      problems.refuse();
      await clearPending(em, [held.id]);
      if (!pending || (pending.isWhole && take.length === 0)) return NOTHING;
      if (pending.isWhole) return { draft: pending.draft, isTaken: true };
      const taken = settled(article, pending, take);
      const { homeless } = byPlace(taken.draft.related, placesIn(taken.draft.body ?? []));
      if (take.includes("body") && homeless.length > 0) {
        const stories = await named(em, homeless, { view: desk.view, now });
        const path = ["take", String(take.indexOf("body"))];
        problems.add(
          "NO_PLACE",
          path,
          `The source's body has no place for ${stories}: move them first, by setRelated.`,
        );
      }
      problems.refuse();
      checkMove(desk, { before: article.draft, after: taken.draft, at: ["take", String(take.indexOf("section"))] });
      return taken;
    },
  });
}

function settled({ draft, held }: OpenArticle, pending: Pending, take: readonly string[]) {
  const taken = new Set(take);
  const owned = new Set(OWNABLE.filter((part) => !taken.has(part)));
  const { uri, language, status, publishedAt, embargoedUntil } = draft;
  const merged = { ...withOwned(pending.draft, draft, owned), uri, language, status };
  // When it is shown is no part of it.
  Object.assign(merged, { publishedAt, embargoedUntil });
  return { draft: merged, deskFields: held.deskFields.filter((field) => !taken.has(field)) };
}
