import type { StorylineStatus } from "../../database/vocabulary.ts";

/** A storyline as it arrives from outside, whole. */
export interface StorylineDraft {
  /** Stable global identifier; 1 to 2,048 characters. */
  uri: string;
  /** Made from the title when absent. Lower-case ASCII letters, digits and hyphens, at most 160. */
  slug?: string;
  /** 1 to 255 characters. */
  title: string;
  status: StorylineStatus;
  summary?: string;
  /** In the editor's order; each article once. */
  entries: StorylineEntryDraft[];
}

export interface StorylineEntryDraft {
  /** URI of an article we have. */
  article: string;
  keyMoment: boolean;
  caption?: string;
}
