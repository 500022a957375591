import { sql } from "kysely";
import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import type { StoredBlock } from "../../src/content/body/stored-body.ts";
import { keepValidators } from "../../src/content/fetched-source.commands.ts";
import {
  queueSuggestions,
  recount,
  workOffSuggestions,
} from "../../src/content/suggestion/suggestion-queue.commands.ts";
import { allLanguages } from "../../src/content/suggestion/suggestion-statistics.commands.ts";
import { saveStorylines } from "../../src/content/storyline/storyline.commands.ts";
import { holderOf } from "../support/holder.ts";
import { draftOf, edgeTo } from "../support/draft.ts";
import { ALL_HIDDEN, startLeakyNewsroom } from "../graphql/leak/leaky-newsroom.ts";
import { richNewsroom } from "../graphql/rich-newsroom.ts";

const CORRECTIONS = ["CORRECTION", "CLARIFICATION", "UPDATE", "RETRACTION"] as const;
const WITHDRAWALS = ["RETRACTION", "LEGAL", "PRIVACY", "EMBARGO_BREACH", "DUPLICATE"] as const;
const MADE = new Date("2026-11-20T08:00:00Z");
const WORLD = [{ slug: "world", name: "World" }];

type Newsroom = Awaited<ReturnType<typeof startLeakyNewsroom>>;

const quoted = (value: string) => JSON.stringify(value);

/** One mutation by a desk that may do all; its problems are the test's. */
export async function write(newsroom: Pick<Newsroom, "query">, mutation: string): Promise<void> {
  const viewer = holderOf("content:read", "content:desk", "content:write");
  const operation = `mutation { payload: ${mutation} { problems { code message path } } }`;
  const { data, errors } = await newsroom.query<{ payload: { problems: object[] } }>(operation, undefined, {
    viewer,
    view: "DESK",
  });
  if (errors || data.payload.problems.length > 0) throw new Error(`${mutation}: ${JSON.stringify({ errors, data })}`);
}

/** What a source sends by the gateway. */
export function ingesting(newsroom: Pick<Newsroom, "query">, isPublishing = true) {
  const viewer = holderOf("content:read", "content:desk", "content:write");
  return async (...items: object[]): Promise<string[]> => {
    const operation = `mutation ($document: String!) {
      ingest(format: NINJS, document: $document, publish: ${isPublishing}) { items { outcome } } }`;
    const variables = { document: JSON.stringify(items) };
    const { data, errors } = await newsroom.query<{ ingest: { items: { outcome: string }[] } }>(operation, variables, {
      viewer,
      view: "DESK",
    });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.ingest.items.map(({ outcome }) => outcome);
  };
}

/** A story as its source sends it: ninjs 1. */
export const item = (uri: string, changes: object = {}) => ({
  uri,
  type: "text",
  language: "en",
  version: "1",
  headline: uri,
  firstcreated: "2026-11-20T08:00:00Z",
  versioncreated: "2026-11-20T08:00:00Z",
  body_html: "<p>As the source has it.</p>",
  ...changes,
});

const paragraph = (words: string): StoredBlock => ({ type: "PARAGRAPH", role: "BODY", content: { text: words } });

/** What no other story has. */
function illustrated(): ArticleDraft {
  const picture = (name: string, width: number) => ({
    url: `/pictures/${name}.png`,
    alt: name,
    caption: `Caption of ${name}`,
    credit: `Credit of ${name}`,
    width,
    height: width / 2,
    renditions: ["png", "jpeg"].map((type, index) => ({
      name: `${name}-${type}`,
      href: `/pictures/${name}.${type}`,
      contentType: `image/${type}`,
      width: width / (index + 1),
      height: width / (index + 2),
    })),
  });
  return draftOf("urn:illustrated", {
    images: [picture("lead", 600), picture("body", 300)],
    leadImage: "/pictures/lead.png",
    copyrightNotice: "© The News",
    urgency: 9,
    body: [
      { type: "HEADING", level: 3, anchor: "long", content: { text: "Long" } },
      { type: "QUOTE", content: { text: "It is long." } },
      { type: "DIVIDER" },
      { type: "EMBED", provider: "vimeo", sourceUrl: "https://vimeo.com/1" },
      paragraph("word ".repeat(500).trim()),
    ],
  });
}

/**
 * A newsroom with one of everything that its tables can hold: what sources have sent and what the desk has made of it,
 * each state of a story, each kind of correction and withdrawal.
 */
export async function startWholeNewsroom(): Promise<Newsroom> {
  const newsroom = await startLeakyNewsroom({ hidden: ALL_HIDDEN, withdrawn: "secretwithdrawn" });
  const article = async (uri: string) => quoted(`Article:${await newsroom.idOf(uri)}`);
  await newsroom.save(...richNewsroom());
  await newsroom.database.execute("update contributors set title = 'Foreign editor' where slug = 'ada-brook'");
  await newsroom.database.execute("update sections set description = 'Near and far' where slug = 'world'");

  await newsroom.save(illustrated());
  await saveStorylines(newsroom.database.em(), [
    {
      uri: "urn:closed",
      title: "Closed",
      status: "CLOSED",
      summary: "How it went",
      entries: [
        { article: "urn:illustrated", keyMoment: true, caption: "It begins" },
        { article: "urn:first", keyMoment: false, caption: "It ends" },
      ],
    },
    {
      uri: "urn:other",
      title: "Other",
      status: "ACTIVE",
      summary: "How it goes",
      entries: [{ article: "urn:host", keyMoment: false }],
    },
  ]);

  // Facts of the desk.
  await newsroom.save(...CORRECTIONS.map((kind) => draftOf(`urn:corrected:${kind}`, { section: WORLD })));
  for (const kind of CORRECTIONS)
    await write(
      newsroom,
      `correctArticle(id: ${await article(`urn:corrected:${kind}`)}, kind: ${kind}, note: "It was ${kind}.", patch: { headline: "Put right: ${kind}", slug: "right-${kind.toLowerCase()}", syndicatable: false, usageTerms: "Ask." })`,
    );
  await write(
    newsroom,
    `correctArticle(id: ${await article("urn:corrected:UPDATE")}, kind: CORRECTION, note: "Once more.", patch: { copyrightNotice: "© Kiosque" })`,
  );
  await newsroom.save(
    ...WITHDRAWALS.map((kind) => draftOf(`urn:withdrawn:${kind}`, { slug: `once-${kind.toLowerCase()}` })),
  );
  for (const kind of WITHDRAWALS) {
    const more =
      kind === "DUPLICATE" ? `, publicText: "There were two.", replacementId: ${await article("urn:first")}` : "";
    await write(
      newsroom,
      `withdrawArticle(id: ${await article(`urn:withdrawn:${kind}`)}, kind: ${kind}, reason: "Because."${more})`,
    );
  }
  await write(
    newsroom,
    `setRelated(articleId: ${await article("urn:last")}, placement: SIDEBAR, items: [{ articleId: ${await article("urn:host")}, kind: LIVE, label: "Read this" }, { articleId: ${await article("urn:first")} }])`,
  );
  await write(
    newsroom,
    `setFront(sectionId: "Section:${await newsroom.sectionOf("sport")}", slots: [{ articleId: ${await article("urn:last")}, headline: "On the front" }, { articleId: ${await article("urn:sport")} }])`,
  );
  await write(
    newsroom,
    `dismissSuggestion(articleId: ${await article("urn:first")}, targetId: ${await article("urn:last")})`,
  );
  await write(
    newsroom,
    `createArticle(input: { headline: "Made at the desk", language: "fr", uri: "urn:desk", bodyHtml: "<p>Un.</p>" })`,
  );
  await newsroom.save(
    draftOf("urn:unpublished"),
    draftOf("urn:empty", { body: [], isSyndicatable: false, formerSlugs: ["empty-of-old"] }),
    draftOf("urn:mentioning", {
      related: [edgeTo("urn:mentioned", { publishedAt: MADE }), edgeTo("urn:mentioned:held", { status: "DRAFT" })],
    }),
  );
  await write(newsroom, `unpublishArticle(id: ${await article("urn:unpublished")})`);

  // Facts of the source, beside those of the desk.
  const publishing = ingesting(newsroom);
  const waiting = ingesting(newsroom, false);
  await publishing(item("urn:edited"), item("urn:held"), item("urn:killed"), item("urn:put-off"));
  await write(
    newsroom,
    `updateArticle(id: ${await article("urn:edited")}, patch: { headline: "The desk's words", urgency: 2 })`,
  );
  await publishing(
    item("urn:edited", { version: "2", headline: "The source's words", body_html: "<p>More of it.</p>" }),
    { uri: "urn:held", type: "text", version: "2", pubstatus: "withheld" },
    { uri: "urn:killed", type: "text", pubstatus: "canceled" },
    { uri: "urn:killed:unknown", type: "text", version: "3", pubstatus: "canceled", versioncreated: "yesterday" },
    item("urn:put-off", { version: "2", embargoed: "2026-12-24T08:00:00Z" }),
  );
  await waiting(item("urn:waiting"), item("urn:mentioned"));
  await write(
    newsroom,
    `publishArticle(id: ${await article("urn:desk")}, at: "2026-12-01T08:00:00Z", embargoUntil: "2026-12-02T08:00:00Z")`,
  );

  // What is kept beside them.
  const { database, clock } = newsroom;
  await recount(database.em(), await allLanguages(database.em()));
  await workOffSuggestions(database.em());
  await queueSuggestions(database.em(), sql`select id from articles where uri = 'urn:linker'`);
  await keepValidators(database.em(), { url: "https://wire.example/feed", etag: '"7"', lastModified: null }, clock.now);
  return newsroom;
}
