import { brief, follow } from "../change/follow.ts";
import { type DeskGateway, startDesk } from "./desk-gateway.ts";

/** When the source made the first version of everything. */
export const MADE = "2026-11-20T08:00:00.000Z";
/** Hours later. */
export const later = (hours: number) => new Date(Date.parse(MADE) + hours * 3_600_000).toISOString();
/** Of the day on which the desk is at work. */
export const TONIGHT = "2026-11-22T18:00:00.000Z";

/** A story as its source sends it: ninjs 1. */
export const item = (uri: string, changes: object = {}) => ({
  uri,
  type: "text",
  language: "en",
  headline: "H",
  firstcreated: MADE,
  versioncreated: MADE,
  body_html: "<p>Body text here.</p>",
  ...changes,
});

/** What an item says of another story that readers find at its end. */
export const mention = (uri: string, changes: object = {}) => ({
  associations: {
    "end-1": { uri, type: "text", rel: "read-also", headline: "Mentioned", versioncreated: MADE, ...changes },
  },
});

/** What is read of a story, null where there is none. */
export interface Seen {
  headline: string;
  representation: string;
  published: { iso: string } | null;
  body: { text: string } | null;
}
const SEEN = "headline representation published { iso } body { text }";

/** As `item` has it. */
export const whole = (headline: string, text = "Body text here.", published = MADE): Seen => ({
  headline,
  representation: "FULL",
  published: { iso: published },
  body: { text },
});

/** As `mention` has it. */
export const stub = (headline = "Mentioned"): Seen => ({
  headline,
  representation: "PARTIAL",
  published: { iso: MADE },
  body: null,
});

interface Outcome {
  outcome: string;
  problems: { message: string; path: string[] }[];
}

const INGEST = `mutation ($document: String!, $publish: Boolean!) {
  ingest(format: NINJS, document: $document, publish: $publish) { items { outcome problems { message path } } } }`;

/** A desk, its source, which sends with `publish: true` or without, and readers. */
export async function startSourcedDesk() {
  const desk: DeskGateway = await startDesk();
  const send =
    (publish: boolean) =>
    async (...items: object[]) => {
      const variables = { document: JSON.stringify(items), publish };
      return (await desk.desk<{ ingest: { items: Outcome[] } }>(INGEST, variables)).ingest.items;
    };
  const asDesk = async <Answer>(uri: string, selection: string) =>
    (await desk.desk<{ article: Answer }>(`query ($uri: String!) { article(uri: $uri) { ${selection} } }`, { uri }))
      .article;
  return {
    ...desk,
    publishing: send(true),
    waiting: send(false),
    async read(uri: string): Promise<Seen | null> {
      const operation = `query ($uri: String!) { article(uri: $uri) { ${SEEN} } }`;
      return (await desk.reader<{ article: Seen | null }>(operation, { uri })).article;
    },
    asDesk,
    idOf: async (uri: string) => (await asDesk<{ id: string }>(uri, "id")).id,
    statusOf: async (uri: string) => (await asDesk<{ status: string }>(uri, "status")).status,
    /** What the log tells readers of one story. */
    told: async (uri: string) => brief((await follow(desk)).changes).filter((line) => line.endsWith(` ${uri}`)),
    [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose](),
  };
}

export type SourcedDesk = Awaited<ReturnType<typeof startSourcedDesk>>;
