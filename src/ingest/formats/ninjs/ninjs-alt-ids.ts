import { slugify } from "../../../content/slug.ts";
import { MAX_LENGTH } from "../limits.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import type { NinjsItem } from "./ninjs-item.schema.ts";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The first alternative id of that role, and its place in the list. */
export function altIdOf(altIds: NinjsItem["altIds"], role: string): { value: string; index: number } | undefined {
  const index = altIds.findIndex(
    (altId) => altId.role === role && typeof altId.value === "string" && altId.value !== "",
  );
  const value = altIds[index]?.value;
  return typeof value === "string" ? { value, index } : undefined;
}

/** The slug an item or association names; one with other characters than a slug's is rewritten, with a note. */
export function slugOf(item: Pick<NinjsItem, "altIds">, context: NinjsContext, path = ""): string | undefined {
  const slug = altIdOf(item.altIds, "slug");
  if (slug === undefined) return undefined;
  if (slug.value.length > MAX_LENGTH.slug) {
    context.findings.problem(
      context.senderPath(`${path}/altIds/${slug.index}/value`),
      `must be at most ${MAX_LENGTH.slug} characters, got ${slug.value.length}`,
    );
  }
  if (SLUG.test(slug.value)) return slug.value;
  const rewritten = slugify(slug.value);
  context.findings.note(`The slug "${slug.value.slice(0, MAX_LENGTH.slug)}" was rewritten to "${rewritten}".`);
  return rewritten;
}
