import { loadConfig } from "../../src/config.ts";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { print } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApiKeys } from "../../src/content/api-key/api-keys.ts";
import { openSectionCache } from "../../src/content/section/section-cache.ts";
import { createGateway } from "../../src/graphql/gateway.ts";
import { createSchema } from "../../src/graphql/schema.ts";
import { Readiness } from "../../src/http/readiness.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { documentIngest } from "../../src/ingest/ingest-document.ts";
import { readDocument } from "../../src/ingest/read-document.ts";
import { createLog } from "../../src/log.ts";
import { ArticlePageDocument, type ArticlePageQuery } from "../generated/operations.ts";
import { documentRules } from "../support/document-rules.ts";
import { EVERYONE } from "../support/everyone.ts";
import { NO_DOCUMENTS } from "../support/no-documents.ts";
import { openTestDatabase } from "../support/test-database.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures");
const TIME_ZONE = "Europe/Paris";
/** When the page was published: what it calls today. */
const RELATIVE_TO = "2024-11-24T09:00:00+01:00";
const NOW = new Date("2026-11-22T10:00:00Z");

type ArticlePage = NonNullable<ArticlePageQuery["article"]>;

/** An empty database, a file ingested into it, and a gateway over both that listens. */
async function serve(file: string) {
  const database = await openTestDatabase();
  const report = await ingest({ database, sources: [join(FIXTURES, file)], timeZone: TIME_ZONE, now: NOW });
  const sectionCache = await openSectionCache(database);
  const apiKeys = await openApiKeys(database, () => NOW);
  const graphql = await createGateway({
    schema: await createSchema(),
    newsroom: { name: "The News", timeZone: TIME_ZONE, publicUrl: "https://news.example" },
    sectionCache,
    apiKeys,
    reader: (signal) => database.reader(signal),
    em: () => database.em(),
    ingest: documentIngest(database, TIME_ZONE, readDocument),
    now: () => NOW,
    ...documentRules({ isIntrospectable: false }),
    onFault: (fault) => {
      throw fault;
    },
  });
  const app = createHttpServer({
    config: { ...loadConfig({}), hasGraphiql: false },
    log: createLog("error", { write: () => {} }),
    graphql,
    admission: EVERYONE,
    documents: NO_DOCUMENTS,
    readiness: new Readiness(() => database.ping()),
    savedOperations: [],
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    report,
    async articlePage(slug: string): Promise<ArticlePage> {
      const response = await fetch(`${origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: print(ArticlePageDocument), variables: { slug, relativeTo: RELATIVE_TO } }),
      });
      const { data, errors } = (await response.json()) as { data: ArticlePageQuery; errors?: unknown };
      if (!data.article) throw new Error(`No article: ${JSON.stringify(errors)}`);
      expect(errors).toBeUndefined();
      return data.article;
    },
    slugOf: async () => {
      const [row] = (await database.execute("select slug from articles where representation = 'FULL'")) as {
        slug: string;
      }[];
      return row?.slug ?? "";
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await graphql.stop();
      await apiKeys.close();
      await sectionCache.close();
      await database.close();
    },
  };
}

/** The page as lines of text, from nothing but the answer. */
function render(article: ArticlePage): string[] {
  const card = ({ node }: { node: { headline: string; published: { label: string } | null } }) => [
    ...(node.published ? [node.published.label] : []),
    node.headline,
  ];
  const [first, ...blocks] = article.body?.blocks ?? [];
  return [
    article.headline,
    (article.dateline ?? "") + (first?.text ?? ""),
    ...blocks.flatMap((block) => (block.__typename === "RelatedStoryBlock" ? card(block.edge) : [block.text])),
    ...article.related.edges.filter(({ placement }) => placement === "END").flatMap(card),
    article.share.label,
  ].map((line) => line.replaceAll("\u2019", "'"));
}

describe("The seed page", () => {
  let page: ArticlePage;
  let outcome: Awaited<ReturnType<typeof serve>>["report"];
  beforeAll(async () => {
    await using gateway = await serve("article-page.html");
    outcome = gateway.report;
    page = await gateway.articlePage(await gateway.slugOf());
  });

  test("ingested, asked for over HTTP and rendered, is the page's text line for line", async () => {
    const text = await readFile(join(FIXTURES, "article-page.txt"), "utf8");

    expect(outcome).toMatchObject({ items: 1, created: 1, rejected: 0 });
    expect(render(page)).toEqual(text.trimEnd().replaceAll("\u2019", "'").split("\n"));
  });

  describe.each(["ninjs-1.json", "ninjs-2.json", "ninjs-3.json"])("as %s", (file) => {
    let gateway: Awaited<ReturnType<typeof serve>>;
    beforeAll(async () => void (gateway = await serve(file)));
    afterAll(() => gateway[Symbol.asyncDispose]());

    test("is the same article, with the tags that the page does not print", async () => {
      const { tags, ...article } = await gateway.articlePage(await gateway.slugOf());

      expect(withoutIds({ ...article, tags: [] })).toEqual(withoutIds(page));
      expect(withoutIds(tags)).toEqual([
        { tag: { name: "Conflits et guerres", kind: "TOPIC" } },
        { tag: { name: "Vladimir Poutine", kind: "PERSON" } },
      ]);
    });
  });
});

/** Ids count rows of a database: two databases need not agree on them. */
function withoutIds(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer, (name, value: unknown) => (name === "id" ? undefined : value)));
}
