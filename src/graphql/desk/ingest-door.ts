import type { IdempotentWrite } from "../../content/idempotency/idempotent-write.commands.ts";
import type { Move } from "../../content/licence.ts";

/** The formats that `ingest` reads, as clients name them. */
export const INGEST_FORMATS = ["NINJS", "ARTICLE_HTML", "RSS", "ATOM", "RDF", "JSON_FEED", "WXR"] as const;

export type IngestFormatName = (typeof INGEST_FORMATS)[number];

export interface IngestRequest {
  readonly format: IngestFormatName;
  readonly document: string;
  readonly isPublishing: boolean;
  readonly isDryRun: boolean;
  /** What the document's words for times are relative to. */
  readonly now: Date;
  /** When it is written; the database's time unless given. */
  readonly writtenAt?: Date | undefined;
  /** By which a document that is asked for again is not written again. */
  readonly write?: IdempotentWrite | undefined;
  /** Whether the caller may have a story that has a body change its section. */
  readonly mayMove: (move: Move) => boolean;
}

/** What became of one item of a document. */
export interface IngestedItem {
  readonly outcome: "CREATED" | "UPDATED" | "UNCHANGED" | "STALE" | "REJECTED";
  /** Null: it was rejected, or is no article. */
  readonly articleId: number | null;
  /** JSON pointers into the item. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
  readonly notes: readonly string[];
}

/** Reads a document into the newsroom: the way in that GraphQL is given, as it knows nothing of formats. */
export type IngestDoor = (request: IngestRequest) => Promise<readonly IngestedItem[] | IngestRefusal>;

/** Why nothing of a document was read. */
export interface IngestRefusal {
  readonly reason: string;
  readonly isTooMany: boolean;
}
