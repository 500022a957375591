import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import {
  ALL_ARTICLES,
  queueSuggestions,
  suggestNow,
  workOffSuggestions,
} from "../../../src/content/suggestion/suggestion-queue.commands.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

export interface SuggestedEdge {
  id: string;
  cursor: string;
  origin: string;
  position: number;
  score: number | null;
  reasons: { code: string; text: string; weight: number }[];
  node: { uri: string };
}

export interface Related {
  edges: SuggestedEdge[];
  nodes: { uri: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A text of these words, once each, in a story about them. */
export const story = (uri: string, words: string, changes: Partial<ArticleDraft> = {}): ArticleDraft =>
  draftOf(uri, {
    headline: uri.replace("urn:", ""),
    slug: uri.replace("urn:", ""),
    body: [{ type: "PARAGRAPH", role: "BODY", content: { text: words } }],
    ...changes,
  });

/** A gateway whose newsroom finds suggestions as soon as stories are saved. */
export async function startSuggestingGateway() {
  const gateway = await startTestGateway();
  return {
    ...gateway,
    async publish(...drafts: ArticleDraft[]): Promise<number[]> {
      const saved = await gateway.save(...drafts);
      const ids = saved.map(({ id }) => id ?? 0);
      await suggestNow(gateway.database.em(), ids);
      return ids;
    },
    async related(slug: string, args: string, fields = "nodes { uri }"): Promise<Related> {
      const { data, errors } = await gateway.query<{ article: { related: Related } }>(
        `{ article(slug: "${slug}") { related(${args}) { ${fields} } } }`,
      );
      if (errors) throw new Error(JSON.stringify(errors));
      return data.article.related;
    },
    /** The stories suggested beside one, best first. */
    async suggested(slug: string, args = ""): Promise<string[]> {
      const { nodes } = await this.related(slug, `origins: [ALGORITHM]${args}`);
      return nodes.map(({ uri }) => uri);
    },
    /** As `npm run suggest` does it. */
    async rebuild(): Promise<void> {
      await queueSuggestions(gateway.database.em(), ALL_ARTICLES);
      await workOffSuggestions(gateway.database.em());
    },
    /** All lists there are, as stored. */
    lists: () =>
      gateway.database.execute(`select article_id::int, target_id::int, is_foreign, score, text_points, tag_points,
        storyline_points, contributor_points, section_points, recency_points, tag_ids::text, storyline_id, contributor_id,
        published_at from suggestions order by 1, 2`),
    async longestList(): Promise<number> {
      const rows = await gateway.database.execute(
        "select count(*)::int as length from suggestions group by article_id, is_foreign order by 1 desc limit 1",
      );
      return (rows[0] as { length: number } | undefined)?.length ?? 0;
    },
    words: () => gateway.database.execute("select term, article_id::int, weight from suggestion_terms order by 1, 2"),
  };
}
