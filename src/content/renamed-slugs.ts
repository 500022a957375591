import type { EntityManager } from "@mikro-orm/sql";
import { freeSlugs } from "./free-slugs.ts";
import { slugify } from "./slug.ts";
import { slugOwners } from "./slug-owners.ts";

/** A person or a tag with the name that it gets. */
interface Renamed {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  /** Readers know it by its slug. */
  readonly isMet: boolean;
}

/**
 * The rows with their slugs: those that readers know stay as they are, as links are worth more than words; the others are
 * made anew, as they spell a name that was not for readers.
 */
export async function withSlugs<Row extends Renamed>(
  em: EntityManager,
  table: "contributors" | "tags",
  rows: readonly Row[],
): Promise<Row[]> {
  const wanted = rows.map(({ id, name, slug, isMet }) => ({ slug: isMet ? slug : slugify(name), owner: id }));
  const slugs = await freeSlugs(wanted, (probes) => slugOwners(em, table, probes));
  return rows.map((row, index) => ({ ...row, slug: slugs[index] ?? row.slug }));
}
