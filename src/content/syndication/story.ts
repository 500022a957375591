import type {
  ArticleStatus,
  ContributionRole,
  Placement,
  RelationKind,
  Representation,
  TagKind,
} from "../../database/vocabulary.ts";
import type { StoredRendition } from "../../database/entities/image.entity.ts";
import { articlePath } from "../article/article-link.rules.ts";
import { type BodyRow, type BodyView, viewBody } from "../body/body-view.ts";
import type { StoredText } from "../body/stored-body.ts";
import type { Content } from "../content.ts";
import { ahead } from "../reading/ahead.ts";
import type { Instant } from "../reading/instant.ts";
import type { Selection } from "../reading/selection.ts";
import type { Row } from "../reading/source.ts";
import { ancestorsOf, type SectionNode } from "../section/section-tree.ts";

const columns = (...names: string[]): Selection => ({ columns: names.toSorted(), to: new Map() });
const to = (relations: Record<string, Selection>): Selection["to"] =>
  new Map(Object.entries(relations).map(([name, selection]) => [`${name}:{}`, { name, args: {}, selection }]));

const IMAGE = columns("alt", "caption", "credit", "height", "renditions", "url", "width");
const TARGET = columns("headline", "language", "publishedAt", "slug", "uri");

/** All that any format says of an article. */
export const WHOLE_STORY: Selection = {
  columns: (
    "byline copyrightHolder copyrightNotice dateline embargoedUntil headline id kicker language modifiedAt publishedAt " +
    "representation section slug sourceVersion standfirst status summary translationKey updatedAt uri urgency usageTerms"
  ).split(" "),
  to: to({
    associations: { columns: ["anchor", "kind", "label", "placement"], to: to({ node: TARGET }) },
    body: { columns: ["article", "blocks", "wordCount"], to: to({ inlineStories: columns() }) },
    contributions: { columns: ["role"], to: to({ contributor: columns("name", "slug", "uri") }) },
    everyTagging: { columns: ["relevance"], to: to({ tag: columns("kind", "name", "slug", "uri") }) },
    leadImage: IMAGE,
  }),
};

/** An article with all that belongs to it, as the caller may see it: what every format is made from. */
export interface Story {
  readonly uri: string;
  readonly slug: string;
  /** Where readers find it. */
  readonly url: string;
  readonly headline: string;
  readonly kicker: string | null;
  readonly standfirst: StoredText | null;
  readonly summary: string;
  readonly dateline: string | null;
  readonly byline: string | null;
  readonly language: string;
  readonly urgency: number | null;
  readonly status: ArticleStatus;
  readonly representation: Representation;
  readonly publishedAt: Instant | null;
  readonly updatedAt: Instant | null;
  readonly modifiedAt: Instant;
  readonly embargoedUntil: Instant | null;
  /** 0: its source counts none. */
  readonly sourceVersion: number;
  readonly translationKey: string | null;
  readonly copyrightHolder: string | null;
  readonly copyrightNotice: string | null;
  readonly usageTerms: string | null;
  /** From the root down. */
  readonly sections: readonly SectionNode[];
  readonly contributors: readonly { role: ContributionRole; name: string; slug: string; uri: string | null }[];
  readonly tags: readonly { kind: TagKind; name: string; slug: string; uri: string | null; relevance: number }[];
  readonly leadImage: StoryImage | null;
  /** Null: there is none, or it is not licensed to the caller. */
  readonly body: (BodyView & { readonly wordCount: number }) | null;
  readonly related: readonly RelatedStory[];
}

export interface StoryImage {
  readonly url: string;
  readonly alt: string;
  readonly caption: string | null;
  readonly credit: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly renditions: readonly StoredRendition[];
}

export interface RelatedStory {
  readonly kind: RelationKind;
  readonly placement: Placement;
  /** Within its placement, from 1, without gaps. */
  readonly position: number;
  readonly label: string | null;
  /** INLINE only. */
  readonly anchor: string | null;
  readonly uri: string;
  readonly slug: string;
  readonly url: string;
  readonly headline: string;
  readonly language: string;
  readonly publishedAt: Instant | null;
}

/** @param row read with WHOLE_STORY; the pictures of all stories of a request are one statement more */
export async function storyOf(row: Row, content: Content): Promise<Story> {
  const { publicUrl } = content.newsroom;
  const section = content.sections.byId.get(Number(row["section"]));
  const body = ahead(row, "body") as BodyRow | null;
  return {
    ...(row as Row & Story),
    url: publicUrl + articlePath(String(row["slug"])),
    sections: section ? [...ancestorsOf(section), section] : [],
    contributors: listOf(row, "contributions", "contributor"),
    tags: listOf(row, "everyTagging", "tag"),
    leadImage: ahead(row, "leadImage") as StoryImage | null,
    body: body && { ...(await viewBody(body, content, publicUrl)), wordCount: Number(body["wordCount"]) },
    related: relatedOf(row, publicUrl),
  };
}

/** Rows of a relation, each with the row it leads to. */
const listOf = <T extends object>(row: Row, relation: string, one: string): T[] =>
  (ahead(row, relation) as Row[]).map((each) => ({ ...(ahead(each, one) as Row), ...each }) as Row & T);

function relatedOf(row: Row, publicUrl: string): RelatedStory[] {
  const counts = new Map<unknown, number>();
  return listOf<RelatedStory>(row, "associations", "node").map((edge) => {
    const position = (counts.get(edge.placement) ?? 0) + 1;
    counts.set(edge.placement, position);
    return { ...edge, position, url: publicUrl + articlePath(edge.slug) };
  });
}
