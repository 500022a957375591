import type { Newsroom } from "../../../src/content/content.ts";
import type { View } from "../../../src/content/reading/viewing.ts";
import { holderOf } from "../../support/holder.ts";
import { WIDEST_LIMITS } from "../../support/document-rules.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

export const NOW = new Date("2026-11-22T10:00:00.000Z");

export interface Problem {
  code: string;
  message: string;
  path: string[];
}

/** What a mutation of one article answers, of `PAYLOAD`. */
export interface Payload {
  id: string | null;
  problems: Problem[];
  purgedTags: string[];
  article: { version: number; status: string } | null;
}

export const PAYLOAD = "id: articleId problems { code message path } purgedTags article { version status }";

/** A gateway, a writer at its desk, and readers. */
export async function startDesk(options: Pick<Newsroom, "anonymousLicence"> = {}) {
  const gateway = await startTestGateway({ now: NOW, limits: WIDEST_LIMITS, ...options });
  const ask = async <Data>(document: string, variables: object | undefined, view: View): Promise<Data> => {
    const viewer = view === "DESK" ? holderOf("content:read", "content:desk", "content:write") : undefined;
    const { data, errors } = await gateway.query<Data>(document, variables, viewer && { viewer, view });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    ...gateway,
    /** One mutation; answers its payload. */
    async write<Answer = Payload>(mutation: string, answer = PAYLOAD): Promise<Answer> {
      const data = await ask<{ payload: Answer }>(`mutation { payload: ${mutation} { ${answer} } }`, undefined, "DESK");
      return data.payload;
    },
    desk: <Data>(document: string, variables?: object) => ask<Data>(document, variables, "DESK"),
    reader: <Data>(document: string, variables?: object) => ask<Data>(document, variables, "PUBLIC"),
    /** Rows of every table that a write may touch, by number. */
    async rowCounts() {
      const tables =
        "articles article_bodies article_versions contributions taggings related_stories section_listings former_slugs images corrections withdrawals front_slots changes article_search sections suggestion_queue";
      const counts: Record<string, unknown> = {};
      for (const table of tables.split(" ")) {
        const [row] = await gateway.database.execute(
          `select count(*)::int as n, max(xmin::text::bigint)::text as last from ${table}`,
        );
        counts[table] = row;
      }
      return counts;
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

export type DeskGateway = Awaited<ReturnType<typeof startDesk>>;

/** What GraphQL calls a value. */
export const text = (value: string) => JSON.stringify(value);
