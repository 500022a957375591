import type { Database } from "../../database/database.ts";
import type { Section } from "../../database/entities/section.entity.ts";

/** A section as everyone may see it. */
export interface SectionNode extends Pick<Section, "id" | "slug" | "path" | "name" | "position"> {
  readonly description: string | null;
  readonly parent: SectionNode | null;
  /** By position, then name. */
  readonly children: SectionNode[];
}

/** The sections of the newsroom, of one moment. */
export interface SectionTree {
  readonly all: readonly SectionNode[];
  readonly roots: readonly SectionNode[];
  readonly byId: ReadonlyMap<number, SectionNode>;
  readonly bySlug: ReadonlyMap<string, SectionNode>;
  readonly byPath: ReadonlyMap<string, SectionNode>;
}

const COLUMNS = "id, slug, path, name, description, position, parent_id";

/** One statement. */
export async function readSectionTree(reader: ReturnType<Database["reader"]>): Promise<SectionTree> {
  const rows = await reader.run(`select ${COLUMNS} from sections order by position, name, id`, []);
  const byId = new Map<number, SectionNode>();
  const nodes = rows.map(([id, slug, path, name, description, position]) => {
    const node = {
      id: Number(id),
      slug: slug ?? "",
      path: path ?? "",
      name: name ?? "",
      description: description ?? null,
      position: Number(position),
      parent: null as SectionNode | null,
      children: [] as SectionNode[],
    };
    byId.set(node.id, node);
    return node;
  });
  nodes.forEach((node, index) => {
    node.parent = byId.get(Number(rows[index]?.[6])) ?? null;
    node.parent?.children.push(node);
  });
  return {
    all: nodes,
    roots: nodes.filter(({ parent }) => parent === null),
    byId,
    bySlug: new Map(nodes.map((node) => [node.slug, node])),
    byPath: new Map(nodes.map((node) => [node.path, node])),
  };
}

/** From the root down, the section itself excluded. */
export function ancestorsOf(section: SectionNode): SectionNode[] {
  return section.parent ? [...ancestorsOf(section.parent), section.parent] : [];
}

/** These sections and all below them; an id that is no section leads nowhere. */
export function withDescendants({ byId }: SectionTree, ids: readonly number[]): number[] {
  const found = new Set<number>();
  const add = (section: SectionNode) => {
    if (found.has(section.id)) return;
    found.add(section.id);
    section.children.forEach(add);
  };
  for (const id of ids) {
    const section = byId.get(id);
    if (section) add(section);
  }
  return [...found];
}
