import type { Viewer } from "../../../src/content/viewer.ts";
import type { startTestGateway } from "../../support/test-gateway.ts";

export type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;

const CHANGES = `query ($since: String, $first: Int, $filter: ChangeFilter) {
  changes(since: $since, first: $first, filter: $filter) {
    nextToken hasMore
    changes { token at kind entityId version changedFields cacheTags article { uri headline }
      tombstone { uri at notice { kind at publicText replacement { uri } } } }
  }
}`;

export interface Told {
  token: string;
  at: string;
  kind: string;
  entityId: string;
  version: number;
  changedFields: string[];
  cacheTags: string[];
  article: { uri: string; headline: string } | null;
  tombstone: { uri: string; at: string; notice: object | null } | null;
}
export interface Page {
  changes: Told[];
  nextToken: string;
  hasMore: boolean;
}

interface Asked {
  since?: string | undefined;
  first?: number;
  filter?: object;
}

export const EDITOR: { viewer: Viewer; view: "DESK" } = {
  view: "DESK",
  viewer: {
    kind: "API_KEY",
    keyId: 1,
    name: "Desk",
    scopes: ["content:read", "content:desk"],
    licensedSections: null,
  },
};

/** One page as the gateway answers it, errors included; of stories unless the filter says another type. */
export const ask = (gateway: TestGateway, asked: Asked = {}, seen?: typeof EDITOR) =>
  gateway.query<{ changes: Page }>(CHANGES, { ...asked, filter: { types: ["ARTICLE"], ...asked.filter } }, seen);

/** One page. */
export async function poll(gateway: TestGateway, asked: Asked = {}, seen?: typeof EDITOR): Promise<Page> {
  const { data, errors } = await ask(gateway, asked, seen);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.changes;
}

/** Page after page until there is no more. */
export async function follow(gateway: TestGateway, asked: Asked = {}, seen?: typeof EDITOR) {
  const changes: Told[] = [];
  let { since } = asked;
  for (let isMore = true; isMore;) {
    const page = await poll(gateway, { ...asked, since }, seen);
    changes.push(...page.changes);
    ({ nextToken: since, hasMore: isMore } = page);
  }
  return { changes, token: since ?? "" };
}

/** « PUBLISHED urn:a »: what was told of which story, whether it is there or not. */
export const brief = (changes: readonly Told[]) =>
  changes.map(({ kind, article, tombstone, entityId }) => `${kind} ${article?.uri ?? tombstone?.uri ?? entityId}`);
