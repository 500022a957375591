import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { draftOf } from "../../support/draft.ts";
import type { startTestGateway } from "../../support/test-gateway.ts";

type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;

/** A story by its texts; `uri` is `urn:<name>`. */
export const story = (
  name: string,
  { body = "", ...changes }: Omit<Partial<ArticleDraft>, "body"> & { body?: string },
) =>
  draftOf(`urn:${name}`, {
    body: body.split("\n").map((text) => ({ type: "PARAGRAPH", role: "BODY", content: { text } })),
    ...changes,
  });

export interface Found {
  search: {
    nodes: { uri: string; headline: string }[];
    edges: { cursor: string; score: number; node: { uri: string }; highlights: { field: string; html: string }[] }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
    totalCount: { value: number; relation: string };
    facets: { field: string; buckets: { value: string; label: string; count: number }[] }[];
  };
}

/** Names of the stories that a query finds, in order. */
export async function find(gateway: TestGateway, query: string, variables: object = {}): Promise<string[]> {
  const { data, errors } = await gateway.query<Found>(
    `query ($query: String!, $filter: ArticleFilter, $orderBy: SearchOrder) {
      search(query: $query, filter: $filter, orderBy: $orderBy, first: 100) { nodes { uri } } }`,
    { query, ...variables },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.search.nodes.map(({ uri }) => uri.replace("urn:", ""));
}
