/**
 * Where an answer shows that something was left out, as paths: a null among what a list holds (but for `Query.nodes`,
 * which owes one to each id), a count that is not that of the nodes (of lists that fit on one page), cursors that are
 * not those of the page's ends, blocks that are not numbered from 1 on or share an id.
 */
export function holesIn(data: object, path = ""): string[] {
  if (Array.isArray(data)) {
    return [
      ...(path !== ".nodes" && data.includes(null) ? [`${path} holds null`] : []),
      ...misnumbered(data).map((what) => `${path} ${what}`),
      ...data.flatMap((value: unknown, index) => holesBelow(value, `${path}[${index}]`)),
    ];
  }
  return [
    ...("nodes" in data && Array.isArray(data.nodes) && path !== ""
      ? miscounted({ ...data, nodes: data.nodes }).map((what) => `${path} ${what}`)
      : []),
    ...Object.entries(data).flatMap(([name, value]) => holesBelow(value, `${path}.${name}`)),
  ];
}

const holesBelow = (value: unknown, path: string) =>
  typeof value === "object" && value !== null ? holesIn(value, path) : [];

interface ConnectionLike {
  nodes: unknown[];
  edges?: { cursor: string }[];
  totalCount?: number | { value: number };
  pageInfo?: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

function miscounted({ nodes, edges, totalCount, pageInfo }: ConnectionLike): string[] {
  const count = typeof totalCount === "object" ? totalCount.value : totalCount;
  const cursors = edges?.map(({ cursor }) => cursor) ?? [];
  return [
    ...(count !== undefined && count !== nodes.length ? [`counts ${count} of ${nodes.length}`] : []),
    ...(edges && edges.length !== nodes.length ? [`has ${edges.length} edges to ${nodes.length} nodes`] : []),
    ...(new Set(cursors).size < cursors.length ? ["repeats a cursor"] : []),
    ...(pageInfo?.hasNextPage || pageInfo?.hasPreviousPage ? ["goes on"] : []),
    ...(pageInfo && edges && pageInfo.startCursor !== (cursors[0] ?? null) ? ["starts elsewhere"] : []),
    ...(pageInfo && edges && pageInfo.endCursor !== (cursors.at(-1) ?? null) ? ["ends elsewhere"] : []),
  ];
}

function misnumbered(list: unknown[]): string[] {
  const blocks = list.filter(
    (each): each is { id: string; position: number } =>
      typeof each === "object" && each !== null && "html" in each && "position" in each,
  );
  return [
    ...(blocks.some(({ position }, index) => position !== index + 1) ? ["is not numbered from 1 on"] : []),
    ...(new Set(blocks.map(({ id }) => id)).size < blocks.length ? ["repeats an id"] : []),
  ];
}
