/*
 * What a source, the desk and time may do to a newsroom, as plain data: a list of steps that fails is cut down and
 * printed, and can be pasted into a test as it is. Any step may follow any other.
 */

/** Minutes since the newsroom opened. */
export type Minute = number;

/** What a story says of one that it points at. */
export interface Mention {
  of: string;
  headline: string;
  says: "usable" | "withheld";
  embargo?: Minute;
}

/** A story as its source sends it. */
export interface Item {
  uri: string;
  /** Its version, and how many minutes after the first of all its source made it. */
  edition: number;
  says: "usable" | "withheld" | "canceled";
  embargo?: Minute;
  headline: string;
  language: string;
  section: string;
  /** What it calls the tag that stories share, if it has that. */
  tag?: string;
  mentions: Mention[];
  /** BARE: no more than what it says of being held back; FAULTY: whole, but one field is wrong. */
  form: "WHOLE" | "BARE" | "FAULTY";
}

/** What the desk writes. */
export interface Patch {
  headline?: string;
  section?: string;
  slug?: string;
}

export type Step =
  | { does: "send"; item: Item; publish: boolean }
  | { does: "create"; uri: string; headline: string; language: string; section: string }
  | { does: "publish"; uri: string; at?: Minute; embargo?: Minute | null }
  | { does: "unpublish"; uri: string }
  | { does: "update"; uri: string; patch: Patch }
  | { does: "correct"; uri: string; patch: Patch }
  | { does: "withdraw"; uri: string; kind: "KILL" | "LEGAL" }
  /** Takes, or leaves, all that waits from the source. */
  | { does: "settle"; uri: string; take: boolean }
  | { does: "wait"; minutes: Minute };

/** Sections that are there from the first. */
export const SECTIONS = ["sport", "world", "world/asia"] as const;

/** The one tag that stories share, whatever they call it. */
export const TAG = "urn:tag:shared";

/** One story in each of them, which nobody touches. */
export const OPENING: readonly Step[] = SECTIONS.map((section) => ({
  does: "send",
  publish: true,
  item: {
    uri: `urn:first:${section}`,
    edition: 1,
    says: "usable",
    headline: `The first of ${section}`,
    language: "en",
    section,
    mentions: [],
    form: "WHOLE",
  },
}));
