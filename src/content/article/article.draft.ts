import type {
  ArticleStatus,
  ContributionRole,
  Hold,
  Placement,
  RelationKind,
  Representation,
  TagKind,
} from "../../database/vocabulary.ts";
import type { StoredBlock, StoredText } from "../body/stored-body.ts";

/** What a source sends of a story: all of it, or, of an item that is faulty otherwise, that it is to be held back. */
export type SourceItem = ArticleDraft | SourceHold;

/** A source's word that a story is to be held back, whatever else it says of it. */
export interface SourceHold {
  uri: string;
  hold: Hold;
  version?: number;
  updatedAt?: Date;
  embargoedUntil?: Date;
  /** Its item has the form of a storyline: it is refused where there is no article of that uri, and remembered. */
  isOfStoryline?: boolean;
}

/** One article as it arrives from outside, whole: what a format parser makes and `saveArticles` writes. */
export interface ArticleDraft {
  /** Stable global identifier (the ninjs uri); 1 to 2,048 characters. */
  uri: string;
  /** The source's version, from 1; undefined when the source has none. An older one than ours is stale. */
  version?: number;
  /** Made from the headline when absent. Lower-case ASCII letters, digits and hyphens, at most 160. */
  slug?: string;
  /** Slugs it had before, as its source remembers them: they find it unless another article has or had them. */
  formerSlugs?: string[];
  headline: string;
  kicker?: string;
  standfirst?: StoredText;
  dateline?: string;
  byline?: string;
  /** BCP 47. */
  language: string;
  /** The source's word: PUBLISHED is usable, DRAFT withheld, WITHDRAWN cancelled. */
  status: ArticleStatus;
  /** PARTIAL: known by headline and time only; then `body` is absent. */
  representation: Representation;
  publishedAt?: Date;
  /** When the source last changed it. */
  updatedAt?: Date;
  embargoedUntil?: Date;
  /** IPTC urgency, 1 (highest) to 9. */
  urgency?: number;
  copyrightHolder?: string;
  copyrightNotice?: string;
  usageTerms?: string;
  /** Others may publish it, too; absent: as it was, at first yes. */
  isSyndicatable?: boolean;
  /** Articles that say the same in other languages share it. */
  translationKey?: string;
  /** From the root down: `[{ slug: "monde", name: "Monde" }, { slug: "europe", name: "Europe" }]`. */
  section?: SectionDraft[];
  contributors: ContributorDraft[];
  tags: TagDraft[];
  /** Every image the body or the lead refers to. */
  images: ImageDraft[];
  /** URL of one of `images`. */
  leadImage?: string;
  body?: StoredBlock[];
  /** In the editor's order within each placement. */
  related: RelatedDraft[];
}

export interface SectionDraft {
  slug: string;
  name: string;
}

export interface ContributorDraft {
  name: string;
  /** Identity across articles; absent → the name is. */
  uri?: string;
  role: ContributionRole;
}

export interface TagDraft {
  kind: TagKind;
  name: string;
  /** Identity across articles (a Media Topic or Wikidata URI); absent → kind and name are. */
  uri?: string;
  /** 0 to 1. */
  relevance: number;
}

export interface ImageDraft {
  /** Identity of the image. http(s), or a path on this gateway. */
  url: string;
  alt: string;
  caption?: string;
  credit?: string;
  /** Pixels. */
  width?: number;
  height?: number;
  renditions: RenditionDraft[];
}

export interface RenditionDraft {
  name: string;
  href: string;
  contentType: string;
  width?: number;
  height?: number;
}

/** Another story in the words of the one that mentions it. */
export interface MentionedStory {
  uri: string;
  slug?: string;
  headline: string;
  publishedAt?: Date;
  language?: string;
  /** The mention's own hold; absent: none. */
  status?: ArticleStatus;
  embargoedUntil?: Date;
  /** The mention came without leave to be published: it shows nothing that was not shown. */
  isPending?: boolean;
}

/** An edge to another story, with enough of that story to hold it as PARTIAL until it arrives. */
export interface RelatedDraft {
  target: MentionedStory;
  kind: RelationKind;
  placement: Placement;
  /** The editor's words (« À lire aussi »); absent → the localised default of `kind`. */
  label?: string;
  /** INLINE only: the anchor of the RELATED_STORY block. */
  anchor?: string;
  /** Drawn by the desk; absent: by the source. */
  origin?: "EDITOR";
}
