import { relist } from "../../../src/content/article/article.listings.ts";
import type { startTestGateway } from "../../support/test-gateway.ts";
import { draftOf } from "../../support/draft.ts";
import { LATER } from "./blind-spots.ts";
import { CROWD } from "./leaky-newsroom.ts";

/** More than there are places in two lists of suggestions. */
const ALIKE = 52;
/** More than a search looks through. */
const SHARING = 2_050;

const HOLDS = [{ status: "DRAFT" }, { publishedAt: LATER }, { embargoedUntil: LATER }] as const;

/** Hidden stories that are more like one that readers see than any other, and many more that have its words. */
export async function hideCrowd(gateway: Awaited<ReturnType<typeof startTestGateway>>): Promise<void> {
  const { database } = gateway;
  await gateway.save(
    ...Array.from({ length: ALIKE }, (_, number) =>
      draftOf(`${CROWD}alike-${number}`, {
        headline: "Host of tides",
        publishedAt: new Date("2026-11-21T08:00:00Z"),
        section: [
          { slug: "world", name: "World" },
          { slug: "asia", name: "Asia" },
        ],
        tags: [{ kind: "TOPIC", name: "Tides", uri: "urn:tag:tides", relevance: 1 }],
        contributors: [{ name: "Ada Brook", uri: "urn:person:ada", role: "AUTHOR" }],
        body: [{ type: "PARAGRAPH", role: "BODY", content: { text: "The tides come in. They go." } }],
        ...HOLDS[number % HOLDS.length],
      }),
    ),
  );
  // Many at once; what is copied is copied as every write does it.
  await database.execute(`
    insert into articles (uri, slug, headline, summary, language, status, published_at, representation, modified_at, version)
    select '${CROWD}sharing-' || n, 'crowd-' || n, 'Tides', '', 'en', 'DRAFT', '2026-11-22', 'FULL', '2026-11-22', 1
    from generate_series(1, ${SHARING}) as n`);
  const where = `uri like '${CROWD}sharing-%'`;
  await database.execute(`insert into article_search (article_id, config, headline, standfirst, body)
    select id, 'english', 'tides', '', '' from articles where ${where}`);
  const rows = await database.execute(`select id::int from articles where ${where}`);
  await relist(
    database.em(),
    rows.map((row) => (row as { id: number }).id),
  );
  await database.execute("analyze");
}
