import type { Mention, Minute } from "./steps.ts";

/** A story as readers meet it. */
export interface Seen {
  headline: string;
  language: string;
  section: string | null;
  /** Null: no more of it is known than what others say. */
  text: string | null;
  published: Minute;
}

/** What a story says by itself. */
export type Content = Omit<Seen, "published">;

/** When the source made all there is: days before the newsroom opened. */
export const MADE: Minute = -3000;

/** What each of its two authors said of a story, and what it says. */
export interface Story {
  readonly uri: string;
  source: "SILENT" | "USABLE" | "WITHHELD" | "CANCELED";
  sourceEmbargo: Minute | undefined;
  /** The latest that came, holds included; 0: none. */
  edition: number;
  /** Holds that came, by what they say. */
  holds: Set<string>;
  /** PENDING: it came without leave to be published. */
  desk: "SILENT" | "PENDING" | "DRAFT" | "PUBLISHED" | "UNPUBLISHED" | "WITHDRAWN";
  /** The desk's date. */
  deskDate: Minute | undefined;
  deskEmbargo: Minute | undefined;
  /** When the desk has it come back, of a story that readers saw before. */
  returns: Minute | undefined;
  /** The story whole; undefined: known from others only. */
  content: Content | undefined;
  /** The story whole, behind what readers know of it from others. */
  waiting: Content | undefined;
  /** What it says of others; those without leave show nothing. */
  mentions: (Mention & { hasLeave: boolean })[];
  waitingMentions: Mention[];
  waitingTag: string | undefined;
  /** What it calls the tag that stories share. */
  tag: string | undefined;
  withdrawal: "KILL" | "LEGAL" | undefined;
  /** Parts that the desk wrote. */
  owned: Set<Owned>;
  /** What the source has of these. */
  pending: Partial<Record<Owned, string>>;
  /** Its date, once readers saw it whole. */
  first: Minute | undefined;
  /** They met it, whole or by what others say of it. */
  isMet: boolean;
}

export type Owned = "headline" | "section";

export const storyOf = (uri: string): Story => ({
  uri,
  source: "SILENT",
  sourceEmbargo: undefined,
  edition: 0,
  holds: new Set(),
  desk: "SILENT",
  deskDate: undefined,
  deskEmbargo: undefined,
  returns: undefined,
  content: undefined,
  waiting: undefined,
  mentions: [],
  waitingMentions: [],
  waitingTag: undefined,
  tag: undefined,
  withdrawal: undefined,
  owned: new Set(),
  pending: {},
  first: undefined,
  isMet: false,
});

/** A kill by either author ends it. */
export const isFinal = ({ source, desk }: Story) => source === "CANCELED" || desk === "WITHDRAWN";

/** Its first publication: what readers saw, or else the desk's date before the source's. */
export const dateOf = ({ first, deskDate }: Story): Minute => first ?? deskDate ?? MADE;

/** From when both authors let readers have it whole; undefined: never, as it stands. */
export function shownFrom(story: Story): Minute | undefined {
  const { content, source, desk } = story;
  const isHeld = isFinal(story) || source === "WITHHELD" || ["PENDING", "DRAFT", "UNPUBLISHED"].includes(desk);
  const isSaid = source === "USABLE" || desk === "PUBLISHED";
  if (!content || isHeld || !isSaid) return undefined;
  const { sourceEmbargo = MADE, deskEmbargo = MADE, returns = MADE } = story;
  return Math.max(dateOf(story), sourceEmbargo, deskEmbargo, returns);
}

export function isShown(story: Story, now: Minute): boolean {
  const from = shownFrom(story);
  return from !== undefined && from <= now;
}
