import { HeaderMap } from "@apollo/server";
import { type DocumentNode, print } from "graphql";
import { saveArticles } from "../../src/content/article/article.commands.ts";
import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import type { View } from "../../src/content/reading/viewing.ts";
import type { Newsroom } from "../../src/content/content.ts";
import { openApiKeys } from "../../src/content/api-key/api-keys.ts";
import { createDocumentService } from "../../src/content/syndication/document-service.ts";
import { openSectionCache } from "../../src/content/section/section-cache.ts";
import type { Viewer } from "../../src/content/viewer.ts";
import type { DocumentRules } from "../../src/graphql/documents/documents.ts";
import type { ErrorCode } from "../../src/errors.ts";
import { type GatewayResponse, createGateway, type RequestMeta } from "../../src/graphql/gateway.ts";
import { createSchema } from "../../src/graphql/schema.ts";
import { documentIngest } from "../../src/ingest/ingest-document.ts";
import { readDocument } from "../../src/ingest/read-document.ts";
import { documentRules } from "./document-rules.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

const schema = await createSchema();

export interface TestAnswer<Data> {
  status: number;
  data: Data;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; requestId?: string } }[];
  statementCount: number;
}

interface RawAnswer<Data> extends Omit<TestAnswer<Data>, "status"> {
  response: GatewayResponse;
  refusal: ErrorCode | undefined;
  extensions?: object;
}

interface GatewayOptions extends Pick<Newsroom, "anonymousLicence">, Partial<DocumentRules> {
  readonly now?: Date;
  /** An empty one unless given. */
  readonly database?: TestDatabase;
}

/** A whole gateway, HTTP excepted, on a database of its own. Await-using closes both. */
export async function startTestGateway({
  now = new Date("2026-11-22T10:00:00Z"),
  anonymousLicence,
  database: given,
  ...rules
}: GatewayOptions = {}) {
  const database = given ?? (await openTestDatabase());
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
    JSON.stringify(await database.execute("select id, path, name, visible_from from sections order by id"));
  const clock = { now };
  const faults: unknown[] = [];
  const apiKeys = await openApiKeys(database, () => clock.now);
  const newsroom = { name: "The News", timeZone: "Europe/Paris", publicUrl: "https://news.example", anonymousLicence };
  const gateway = await createGateway({
    schema,
    newsroom,
    sectionCache,
    apiKeys,
    reader: (cancellation) => database.reader(cancellation),
    em: () => database.em(),
    ingest: documentIngest(database, "Europe/Paris", readDocument),
    now: () => clock.now,
    writeClock: () => clock.now,
    ...documentRules(rules),
    onFault: (fault) => faults.push(fault),
  });
  return {
    database,
    apiKeys,
    /** Requests go by them as they are then. */
    settings: newsroom,
    /** What answers requests. */
    service: gateway,
    documents: createDocumentService({
      newsroom,
      sectionCache,
      reader: (cancellation) => database.reader(cancellation),
      now: () => clock.now,
    }),
    clock,
    /** What the gateway reported as its own faults. */
    faults,
    /** What comes without leave to be published. */
    saveWaiting: (...drafts: ArticleDraft[]) =>
      saveArticles(database.em(), drafts, { now: clock.now, isPublishing: false }),
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
    /** Sends the parameters of a GraphQL request as they are. */
    async ask<Data = Record<string, unknown>>(
      params: object,
      meta?: Omit<RequestMeta, "requestId">,
    ): Promise<RawAnswer<Data>> {
      const headers = new HeaderMap([["content-type", "application/json"]]);
      const request = { method: "POST", headers, search: "", body: params };
      const { response, refusal, statementCount } = await gateway.execute(request, { requestId: "test", ...meta });
      const { body } = response;
      if (body.kind === "chunked") throw new Error("The answer came in parts.");
      const text = body.kind === "encoded" ? body.bytes.toString() : body.string;
      return { ...(JSON.parse(text) as TestAnswer<Data>), response, refusal, statementCount };
    },
    async query<Data = Record<string, unknown>>(
      document: string | DocumentNode,
      variables?: object,
      seen?: { viewer?: Viewer; view?: View },
    ): Promise<TestAnswer<Data>> {
      const query = typeof document === "string" ? document : print(document);
      const {
        response,
        refusal: _,
        ...answer
      } = await this.ask<Data>({ query, ...(variables ? { variables } : {}) }, seen);
      return { ...answer, status: response.status ?? 200 };
    },
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await apiKeys.close();
      await sectionCache.close();
      await database.close();
    },
  };
}
