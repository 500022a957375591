import type { EntityManager } from "@mikro-orm/sql";
import type { TagKind } from "../database/vocabulary.ts";
import { firstSeen, type Shared, type SharedRows } from "./article/shared-parts.rules.ts";
import { freeSlugs } from "./free-slugs.ts";
import { withSlugs } from "./renamed-slugs.ts";
import { slugify } from "./slug.ts";
import { slugOwners } from "./slug-owners.ts";

/** A person or a tag, as an item tells of it or as we have it. */
interface Named {
  uri?: string | null | undefined;
  name: string;
  kind?: TagKind;
}

type Row<Made> = Made & { id: string };

/** How the people or the tags that items share are kept. */
export interface NamedParts<Draft extends Named, Made extends Named> {
  readonly table: "contributors" | "tags";
  /** What identifies one. */
  readonly keyOf: (part: Draft | Made) => string;
  readonly find: (
    em: EntityManager,
    drafts: readonly Draft[],
    now: Date,
  ) => Promise<readonly (Row<Made> & { slug: string; isMet: boolean })[]>;
  readonly change: (em: EntityManager, rows: readonly object[], now: Date) => Promise<void>;
  readonly insert: (
    em: EntityManager,
    rows: readonly (Shared<Draft> & { slug: string | undefined })[],
    now: Date,
  ) => Promise<readonly Row<Made>[]>;
}

/**
 * Ids by key; those missing are made. One that we have takes the name that a public item gives it; so does one that
 * readers have not met, and with it a slug of its own.
 */
export async function ensureNamed<Draft extends Named, Made extends Named>(
  em: EntityManager,
  parts: NamedParts<Draft, Made>,
  { drafts, now }: { drafts: readonly Shared<Draft>[]; now: Date },
): Promise<SharedRows> {
  const wanted = firstSeen<Draft>(drafts, parts.keyOf);
  if (wanted.size === 0) return { ids: new Map(), changed: [] };
  const held = await parts.find(em, [...wanted.values()], now);
  const ids = new Map(held.map((row) => [parts.keyOf(row), Number(row.id)]));
  const told = held.flatMap((row) => {
    const { id, slug, isMet } = row;
    const draft = wanted.get(parts.keyOf(row));
    const isOther = draft?.name !== row.name || draft.kind !== row.kind;
    return draft?.isPublic && (isOther || !isMet) ? [{ ...draft, id: Number(id), slug, isMet, isOther }] : [];
  });
  if (told.length > 0) await parts.change(em, await withSlugs(em, parts.table, told), now);
  const missing = [...wanted].flatMap(([key, draft]) => (ids.has(key) ? [] : [draft]));
  if (missing.length > 0) {
    const slugs = await freeSlugs(
      missing.map(({ name }) => ({ slug: slugify(name) })),
      (probes) => slugOwners(em, parts.table, probes),
    );
    const rows = missing.map((draft, index) => ({ ...draft, slug: slugs[index] }));
    for (const row of await parts.insert(em, rows, now)) ids.set(parts.keyOf(row), Number(row.id));
  }
  return { ids, changed: told.filter(({ isOther }) => isOther).map(({ id, isMet }) => ({ id, isMet })) };
}
