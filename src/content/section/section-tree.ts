import type { Section } from "../../database/entities/section.entity.ts";

export interface SectionFacts extends Pick<Section, "id" | "slug" | "path" | "name" | "position"> {
  readonly description: string | null;
}

export interface SectionNode extends SectionFacts {
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

/** @param sections in their order, each with its parent's id */
export function treeOf(sections: readonly (SectionFacts & { readonly parentId: number | null })[]): SectionTree {
  const nodes = sections.map((section) => ({
    ...section,
    parent: null as SectionNode | null,
    children: [] as SectionNode[],
  }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  nodes.forEach((node, index) => {
    node.parent = byId.get(sections[index]?.parentId ?? 0) ?? null;
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
