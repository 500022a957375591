import { uniqueSlug } from "./slug.ts";

export interface WantedSlug {
  slug: string;
  /** Who may have it although it is taken: its present owner. */
  owner?: number | undefined;
}

/** Each probe looks this many times further than the one before. */
const GROWTH = 8;

/**
 * A slug for each of `wanted`, in its order: the wanted one or, where others have it, the first free one numbered from 2.
 * Those given out here are taken too.
 *
 * @param ownersOf whose the slugs are; free ones are absent. Asked once if nothing collides, then once a power of eight.
 */
export async function freeSlugs(
  wanted: readonly WantedSlug[],
  ownersOf: (slugs: string[]) => Promise<Map<string, number>>,
): Promise<string[]> {
  const given = new Map<number, string>();
  const taken = new Set<string>();
  const probed = new Set<string>();
  const owners = new Map<string, number>();
  for (let count = 1; given.size < wanted.length; count *= GROWTH) {
    const pending = wanted.flatMap((want, index) => (given.has(index) ? [] : [{ ...want, index }]));
    const probes = [...new Set(pending.flatMap(({ slug }) => firstSlugs(slug, count)))].filter(
      (slug) => !probed.has(slug),
    );
    for (const [slug, owner] of await ownersOf(probes)) owners.set(slug, owner);
    for (const slug of probes) probed.add(slug);
    for (const { slug: base, owner, index } of pending) {
      const slug = uniqueSlug(base, (one) => taken.has(one) || (owners.has(one) && owners.get(one) !== owner));
      if (!probed.has(slug)) continue;
      given.set(index, slug);
      taken.add(slug);
    }
  }
  return wanted.map((_, index) => given.get(index) ?? "");
}

function firstSlugs(base: string, count: number): string[] {
  const slugs: string[] = [];
  uniqueSlug(base, (slug) => slugs.push(slug) < count);
  return slugs;
}
