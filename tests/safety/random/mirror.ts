import type { DeskGateway } from "../../graphql/desk/desk-gateway.ts";
import { type Read, seenOf, SELECTION } from "./readers.ts";
import type { Seen } from "./story.ts";

/** A follower with nothing but its copy and a token: it keeps `article` where there is one, and else removes `entityId`. */
export class Mirror {
  readonly #gateway: DeskGateway;
  readonly #filter: object | undefined;
  readonly #first: number;
  readonly #copy = new Map<string, Read>();
  #token: string | undefined;

  constructor(gateway: DeskGateway, { filter, first = 100 }: { filter?: object; first?: number } = {}) {
    this.#gateway = gateway;
    this.#filter = filter;
    this.#first = first;
  }

  async catchUp(): Promise<Map<string, Seen>> {
    for (let isMore = true; isMore;) {
      const { changes } = await this.#gateway.reader<Answer>(CHANGES, {
        since: this.#token,
        filter: this.#filter,
        first: this.#first,
      });
      for (const { entityId, article } of changes.changes)
        if (article) this.#copy.set(entityId, article);
        else this.#copy.delete(entityId);
      [this.#token, isMore] = [changes.nextToken, changes.hasMore];
    }
    return new Map([...this.#copy.values()].map((article) => [article.uri, seenOf(article)]));
  }
}

/** A follower of some stories. */
export interface Filtered {
  readonly name: string;
  readonly mirror: Mirror;
  readonly has: (seen: Seen) => boolean;
}

const CHANGES = `query ($since: String, $first: Int!, $filter: ChangeFilter) {
  changes(since: $since, first: $first, filter: $filter) {
    nextToken hasMore changes { entityId article { ${SELECTION} } } }
}`;

interface Answer {
  changes: { nextToken: string; hasMore: boolean; changes: { entityId: string; article: Read | null }[] };
}
