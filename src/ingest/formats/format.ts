import type { ArticleDraft, SourceHold } from "../../content/article/article.draft.ts";
import type { StorylineDraft } from "../../content/storyline/storyline.draft.ts";
import { MAX_LENGTH } from "./limits.ts";

/** What `ingest` reads; told apart by content, see `detectFormat`. */
export const INGEST_FORMATS = ["ninjs", "article-html", "rss", "atom", "rdf", "json-feed", "wxr"] as const;

export type IngestFormat = (typeof INGEST_FORMATS)[number];

/** What a document does not say about itself. */
export interface ParseContext {
  /** IANA name of the newsroom's time zone: where dates without an offset are read. */
  timeZone: string;
  now: Date;
  /** Absolute URL the document came from: its uri when it names none, and the base of its relative links. */
  sourceUrl?: string;
}

export interface ItemProblem {
  /** JSON pointer (RFC 6901) in the source's own names; "" is the item itself. */
  path: string;
  /** A plain clause about what stands there: "must be at most 1000 characters, got 1203". */
  reason: string;
}

/** One item of a document: an article or a storyline only where there are no problems. */
export interface ParsedItem {
  draft?: ArticleDraft;
  storyline?: StorylineDraft;
  /** Where there is no draft: that the story is held back, which takes effect whatever the problems are. */
  hold?: SourceHold;
  /** What was inferred rather than read, and what was read but not kept; one sentence each. */
  notes: string[];
  problems: ItemProblem[];
}

/** Said of a story that is to be read and gives no time. */
export const HIDDEN_UNDATED = "HIDDEN: no date is given; until the story has one, no reader sees it.";

/** The item with what holds its story back, unless it has a draft, which says it itself. */
export const withHold = (item: ParsedItem, hold: SourceHold | undefined): ParsedItem =>
  item.draft || hold === undefined || hold.uri.length > MAX_LENGTH.uri ? item : { ...item, hold };

/** Collects what a parser has to say about one item. */
export class Findings {
  private readonly notes = new Set<string>();
  private readonly problems: ItemProblem[] = [];

  note(sentence: string): void {
    this.notes.add(sentence);
  }

  problem(path: string, reason: string): void {
    this.problems.push({ path, reason });
  }

  /** The item without its draft: why it was refused. */
  refusal(): ParsedItem {
    return { notes: [...this.notes], problems: this.problems };
  }

  /** The item with its draft, unless a problem was found. */
  outcome(draft: ArticleDraft): ParsedItem {
    return this.problems.length > 0 ? this.refusal() : { draft, ...this.refusal() };
  }
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without its undefined properties. */
export function withoutUndefined<T extends object>(value: T): Present<T>;
export function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, property]) => property !== undefined));
}
