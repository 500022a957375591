import { expect } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import type { StoredBlock } from "../../../src/content/body/stored-body.ts";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { holderOf } from "../../support/holder.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

/* What an editor has put in order, with hidden stories between: the stories of one host, and of one storyline. */

const NOW = new Date("2026-11-22T10:00:00Z");
export const LATER = new Date("2026-11-22T18:00:00Z");
const HIDDEN: Record<string, Partial<ArticleDraft>> = {
  draft: { status: "DRAFT" },
  scheduled: { publishedAt: LATER },
  embargoed: { embargoedUntil: LATER },
};
const KINDS = Object.keys(HIDDEN);
/** In the editor's order: before, between and behind the three that are seen, all that is hidden. */
export const ORDER = ["a", "b", "c"]
  .flatMap((seen) => [...KINDS.map((kind) => `${kind}-${seen}`), seen])
  .concat("draft-d");
export const SEEN = ["a", "b", "c"];
export const APPEARING = ORDER.filter((name) => !name.startsWith("draft-"));
export const PLACEMENTS = ["INLINE", "SIDEBAR", "END"] as const;
const inline = (anchor: string): StoredBlock => ({ type: "RELATED_STORY", anchor });

export const DESK = { viewer: holderOf("content:read", "content:desk"), view: "DESK" } as const;
const uriOf = (name: string) => `urn:${name}`;

export interface Edge {
  cursor: string;
  position: number;
  placement: string;
  node: { uri: string };
}
export interface Listed {
  edges: Edge[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export const EDGES = "edges { cursor position placement node { uri } } pageInfo { hasNextPage endCursor }";
const ENTRIES = "edges { cursor node { position article { uri } } } pageInfo { hasNextPage endCursor }";

/** A gateway with both, and means to read them. */
export async function startEditorsOrder() {
  const gateway = await startTestGateway({ now: NOW });
  await gateway.save(
    ...ORDER.map((name) =>
      draftOf(uriOf(name), { publishedAt: new Date("2026-11-20T08:00:00Z"), ...HIDDEN[name.split("-")[0] ?? ""] }),
    ),
    draftOf("urn:host", {
      slug: "host",
      body: ORDER.map(inline),
      related: PLACEMENTS.flatMap((placement) =>
        ORDER.map((name) =>
          edgeTo(uriOf(name), {
            placement,
            kind: SEEN.includes(name) ? "BACKGROUND" : "ANALYSIS",
            ...(placement === "INLINE" && { anchor: name }),
          }),
        ),
      ),
    }),
    draftOf("urn:other", { related: [edgeTo("urn:draft-a"), edgeTo("urn:c"), edgeTo("urn:b")] }),
  );
  await saveStorylines(
    gateway.database.em(),
    [
      {
        uri: "urn:line",
        slug: "line",
        title: "A line",
        status: "ACTIVE",
        entries: ORDER.map((name) => ({ article: uriOf(name), keyMoment: false })),
      },
    ],
    gateway.clock,
  );

  async function ask<Data>(operation: string, seen = {}): Promise<Data> {
    const { data, errors, statementCount } = await gateway.query<Data>(operation, undefined, seen);
    expect(errors).toBeUndefined();
    // A later page is read by itself.
    expect(statementCount).toBe(/after: "/.test(operation) ? 2 : 1);
    return data;
  }

  /** A page of each list of one shape. */
  const lists = {
    related: async (args: string, seen = {}): Promise<Listed> =>
      (await ask<{ article: { related: Listed } }>(`{ article(slug: "host") { related(${args}) { ${EDGES} } } }`, seen))
        .article.related,
    entries: async (args: string, seen = {}): Promise<Listed> => {
      const { storyline } = await ask<{
        storyline: {
          entries: {
            edges: { cursor: string; node: Omit<Edge, "node"> & { article: { uri: string } } }[];
            pageInfo: Listed["pageInfo"];
          };
        };
      }>(`{ storyline(slug: "line") { entries(${args}) { ${ENTRIES} } } }`, seen);
      const { edges, pageInfo } = storyline.entries;
      return {
        pageInfo,
        edges: edges.map(({ cursor, node: { article, ...entry } }) => ({ ...entry, cursor, node: article })),
      };
    },
  };

  /** All pages of a list, and what its cursors hold. */
  async function walk(list: keyof typeof lists, asked: string, seen = {}) {
    const edges: Edge[] = [];
    for (let after: string | null = null, isMore = true; isMore;) {
      const page: Listed = await lists[list](`${asked}, after: ${JSON.stringify(after)}`, seen);
      edges.push(...page.edges);
      ({ endCursor: after, hasNextPage: isMore } = page.pageInfo);
    }
    return edges;
  }

  return { gateway, ask, lists, walk, toPresent: () => void (gateway.clock.now = NOW) };
}

export const places = (edges: Edge[]) =>
  edges.map(({ node, position }) => `${node.uri.replace("urn:", "")} ${position}`);
/** Anyone can read what is in a cursor. */
export const inside = (cursor: string) =>
  JSON.parse(Buffer.from(cursor, "base64url").toString()) as [string, number, number];
export const numbered = (names: string[]) => names.map((name, index) => `${name} ${index + 1}`);
