import type { Reader } from "../../database/reader.ts";
import type { View } from "../reading/viewing.ts";
import { type SectionFacts, type SectionTree, treeOf } from "./section-tree.ts";

interface StoredSection extends SectionFacts {
  readonly parentId: number | null;
  /** Milliseconds; infinite: not yet. */
  readonly visibleFrom: number;
}

/** The sections of the newsroom, as stored at one moment. */
export interface Sections {
  /** Those that no reader has met, too: what the desk sees, and what licences are measured by. */
  readonly all: SectionTree;
  /** Another one than `STAMP` asks for: they have changed since. */
  readonly stamp: string;
  /** Those that there are for who asks. */
  seenBy(view: View, now: Date): SectionTree;
}

/** What differs after every write of a section, as SQL: the sum of the transactions that wrote them last. */
export const STAMP = "(select coalesce(sum(xmin::text::bigint), 0)::text from sections)";

const COLUMNS =
  "id, slug, path, name, description, position, parent_id, extract(epoch from visible_from) * 1000 as visible_from, xmin::text";

/** One statement. */
export async function readSections(reader: Pick<Reader, "run">): Promise<Sections> {
  const rows = await reader.run(`select ${COLUMNS} from sections order by position, name, id`, []);
  const stored = rows.map(([id, slug, path, name, description, position, parentId, visibleFrom]) => ({
    id: Number(id),
    slug: slug ?? "",
    path: path ?? "",
    name: name ?? "",
    description: description ?? null,
    position: Number(position),
    parentId: parentId == null ? null : Number(parentId),
    visibleFrom: visibleFrom == null ? Infinity : Number(visibleFrom),
  }));
  const all = treeOf(stored);
  const readers = readersTree(stored);
  const stamp = String(rows.reduce((sum, row) => sum + BigInt(row.at(-1) ?? 0), 0n));
  return { all, stamp, seenBy: (view, now) => (view === "DESK" ? all : readers(now.getTime())) };
}

/** The tree of a moment; made anew only where a section has appeared since the last one that was asked for. */
function readersTree(stored: readonly StoredSection[]): (now: number) => SectionTree {
  let [tree, from, until] = [treeOf([]), Infinity, -Infinity];
  return (now) => {
    if (from <= now && now < until) return tree;
    const moments = stored.map(({ visibleFrom }) => visibleFrom);
    from = Math.max(...moments.filter((moment) => moment <= now));
    until = Math.min(...moments.filter((moment) => moment > now));
    return (tree = treeOf(stored.filter(({ visibleFrom }) => visibleFrom <= now)));
  };
}
