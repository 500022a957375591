import type { OperationName } from "./limit-sql.ts";

const SECTION = `query Section($slug: String!, $after: String) { section(slug: $slug) { name articles(first: 20, after: $after) {
  edges { node { slug headline summary published { iso } contributors { contributor { name } } } } pageInfo { hasNextPage } } } }`;

const DOCUMENTS: Record<OperationName, string> = {
  Article: `query Article($slug: String!) { article(slug: $slug) { headline standfirst { text } published { iso }
    section { name parent { name } } contributors { contributor { name } } body { blocks(types: [PARAGRAPH]) { text } }
    related(first: 6) { edges { kind position node { slug headline published { iso } section { name } } } } } }`,
  Front: `query Front { sections { slug name articles(first: 10) { nodes { slug headline published { iso }
    contributors { contributor { name } } related(first: 3) { edges { kind node { slug headline } } } } } } }`,
  Section: SECTION,
  SectionDeep: SECTION.replace("query Section(", "query SectionDeep("),
  TwoHops: `query TwoHops($slug: String!) { article(slug: $slug) { headline related(first: 6) { edges { node { headline section { name }
    related(first: 6) { edges { node { headline section { name } } } } } } } } }`,
};

export const OPERATIONS: Record<OperationName, string> = {
  Article: "article page",
  Front: "front page",
  Section: "section, page 1",
  SectionDeep: "section, page 50",
  TwoHops: "related, two hops",
};
export const OPERATION_NAMES = Object.keys(OPERATIONS) as OperationName[];

/** The end of a page: what the gateway calls it, and where it is. */
export interface PageEnd {
  readonly cursor: string;
  readonly publishedAt: string;
  readonly articleId: number;
}

/** So many published stories, evenly spread: of 28 in a row, the 13th and the 27th are not published. */
export const publishedSlugs = (count: number, articles: number): string[] =>
  Array.from({ length: count }, (_, index) => `story-${1 + 28 * Math.floor((index * articles) / 28 / count)}`);

/** One request to either contender. */
export interface Ask {
  readonly gateway: string;
  readonly limit: string;
}

/** @param position of the page's first row, for SectionDeep */
export function askFor(operationName: OperationName, slug: string | undefined, position?: PageEnd): Ask {
  const parameters = [slug, ...(position ? [position.publishedAt, position.articleId] : [])];
  return {
    gateway: JSON.stringify({
      query: DOCUMENTS[operationName],
      operationName,
      variables: slug === undefined ? {} : { slug, ...(position ? { after: position.cursor } : {}) },
    }),
    limit: JSON.stringify({ operationName, variables: slug === undefined ? [] : parameters }),
  };
}

interface Walked {
  data: {
    section: { articles: { nodes: { id: string; published: { iso: string } }[]; pageInfo: { endCursor: string } } };
  };
}

/** Walks a section's list by pages of 100 and says where the given number of articles ends; undefined: it is shorter. */
export async function endOfPage(url: string, slug: string, articles: number): Promise<PageEnd | undefined> {
  let end: PageEnd | undefined;
  for (let passed = 0; passed < articles;) {
    const first = Math.min(100, articles - passed);
    const query = `query Walk($slug: String!, $first: Int!, $after: String) { section(slug: $slug) { articles(first: $first, after: $after) {
      nodes { id published { iso } } pageInfo { endCursor } } } }`;
    const { data } = (await post(
      url,
      JSON.stringify({ query, variables: { slug, first, after: end?.cursor } }),
    )) as Walked;
    const { nodes, pageInfo } = data.section.articles;
    const last = nodes.at(-1);
    if (!last || nodes.length < first) return undefined;
    end = { cursor: pageInfo.endCursor, publishedAt: last.published.iso, articleId: Number(last.id.split(":")[1]) };
    passed += first;
  }
  return end;
}

export async function post(url: string, body: string): Promise<unknown> {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  return response.json();
}

interface StoredParagraphs {
  type: string;
  content: { text: string };
}

/** The limit sends instants as PostgreSQL writes them, and bodies as they are stored: here, as the gateway shows them. */
export function asShown(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) => {
    if (key === "iso") return new Date(String(value)).toISOString();
    if (key !== "body" || !Array.isArray(value)) return value;
    const paragraphs = (value as StoredParagraphs[]).filter(({ type }) => type === "PARAGRAPH");
    return { blocks: paragraphs.map(({ content }) => ({ text: content.text })) };
  });
}
