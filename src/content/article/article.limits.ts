/** The longest texts an article may carry, in characters (UTF-16 code units); longer ones are problems, never cut. */
export const MAX_LENGTH = {
  uri: 2_048,
  slug: 160,
  language: 35,
  headline: 1_000,
  /** Names of people, sections and tags, and where a story was filed from. */
  name: 255,
  byline: 1_000,
  standfirst: 10_000,
  caption: 10_000,
  rights: 10_000,
  /** What the desk says of a story: corrections, notices, reasons. */
  note: 10_000,
  /** Enough for a book of 300,000 words. */
  body: 2_000_000,
} as const;
