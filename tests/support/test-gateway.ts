import { HeaderMap } from "@apollo/server";
import { type DocumentNode, print } from "graphql";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import { openSectionCache } from "../../src/content/section/section-cache.ts";
import { createGateway } from "../../src/graphql/gateway.ts";
import { createSchema } from "../../src/graphql/schema.ts";
import { openTestDatabase } from "./test-database.ts";

const schema = await createSchema();

export interface TestAnswer<Data> {
  status: number;
  data: Data;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; requestId?: string } }[];
  statementCount: number;
}

/** A whole gateway, HTTP excepted, on a database of its own. Await-using closes it. */
export async function startTestGateway({ now = new Date("2026-11-22T10:00:00Z"), isIntrospectable = true } = {}) {
  const database = await openTestDatabase();
  let announced = () => {};
  const sectionCache = await openSectionCache({
    ...database,
    onSectionsChanged: (forget) =>
      database.onSectionsChanged(() => {
        forget();
        announced();
      }),
  });
  const sections = async () =>
    JSON.stringify(await database.execute("select id, path, name from sections order by id"));
  const clock = { now };
  const faults: unknown[] = [];
  const gateway = await createGateway({
    schema,
    newsroom: { timeZone: "Europe/Paris", publicUrl: "https://news.example" },
    sectionCache,
    reader: () => database.reader(),
    now: () => clock.now,
    isIntrospectable,
    onFault: (fault) => faults.push(fault),
  });
  return {
    database,
    clock,
    /** What the gateway reported as its own faults. */
    faults,
    async save(...drafts: ArticleDraft[]) {
      const before = await sections();
      const announcement = new Promise<void>((resolve) => void (announced = resolve));
      const saved = await saveArticles(database.em(), drafts, { now: clock.now });
      // So that a test counts what its own operation costs: a server's announcement may come after the save, and would
      // have the next request read the sections again.
      if ((await sections()) !== before) await announcement;
      await Promise.resolve(sectionCache.get(database.reader()));
      return saved;
    },
    async query<Data = Record<string, unknown>>(
      document: string | DocumentNode,
      variables?: object,
    ): Promise<TestAnswer<Data>> {
      const query = typeof document === "string" ? document : print(document);
      const headers = new HeaderMap([["content-type", "application/json"]]);
      const request = { method: "POST", headers, search: "", body: { query, ...(variables ? { variables } : {}) } };
      const { response, statementCount } = await gateway.execute(request, { requestId: "test" });
      if (response.body.kind !== "complete") throw new Error("The answer came in parts.");
      return {
        ...(JSON.parse(response.body.string) as TestAnswer<Data>),
        status: response.status ?? 200,
        statementCount,
      };
    },
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await sectionCache.close();
      await database.close();
    },
  };
}
