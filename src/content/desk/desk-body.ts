import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { articleSlugIn } from "../article/article-link.rules.ts";
import type { ArticleDraft, ImageDraft, RelatedDraft } from "../article/article.draft.ts";
import { slugHolders } from "../article/article-slugs.commands.ts";
import { parseBody, type RelatedBox } from "../body/parse-body.ts";
import { picturesIn } from "../article/stored-draft.ts";
import { knownImages } from "../image/known-images.ts";
import type { StoriesWithoutPlace } from "./article-patch.ts";
import type { Desk } from "./desk.ts";
import { mentionAt, mentionFrom } from "./desk-targets.ts";
import { atTheEnd, byPlace, named, placesIn } from "./inline-places.ts";
import type { Problems } from "./problems.ts";

interface Place {
  em: EntityManager;
  problems: Problems;
  at: string;
  desk: Desk;
  now: Date;
  /** What becomes of stories that stand inline now and have no place in the new body. */
  storiesWithoutPlace: StoriesWithoutPlace;
}

/**
 * The draft with another body, read as ingest reads one. A story that stood inline stays where its place is still in the
 * body, or a box that links to it; without either it is refused unless said what becomes of it. A box that links to another
 * story of ours becomes an edge; an empty place waits for `setRelated`.
 */
export async function withBody(draft: ArticleDraft, html: string, on: Place): Promise<ArticleDraft> {
  const { blocks, images: parsed, relatedBoxes } = parseBody(html, { baseUrl: on.desk.publicUrl });
  for (const name of blocks.flatMap((block) => (block.type === "IMAGE" ? (associationIn(block.image) ?? []) : [])))
    on.problems.add("NOT_FOUND", [on.at, "bodyHtml"], `The article has no picture named ${name}.`);
  const places = placesIn(blocks);
  const { kept, homeless } = byPlace(draft.related, places);
  const filled = new Set(kept.map(({ anchor }) => anchor));
  const linked = await edgesOf(
    relatedBoxes.filter(({ anchor }) => !filled.has(anchor)),
    on,
  );
  const boxes = linked.map((edge) => ({ ...(sameStory(homeless, edge) ?? edge), anchor: edge.anchor }));
  const lost = homeless.filter((edge) => !sameStory(linked, edge));
  if (lost.length > 0 && on.storiesWithoutPlace === "REFUSE") await refuseLosing(lost, on);
  const moved = on.storiesWithoutPlace === "MOVE_TO_END" ? atTheEnd(lost, kept) : [];
  const pictures = await withOurs(parsed, draft.images, on);
  const leadImage = draft.leadImage ?? picturesIn(blocks)[0];
  const lead = draft.images.filter(({ url }) => url === leadImage && !pictures.some((one) => one.url === url));
  return {
    ...draft,
    representation: "FULL",
    body: blocks,
    images: [...lead, ...pictures],
    ...(leadImage !== undefined && { leadImage }),
    related: inOrder([...kept, ...boxes, ...moved], places),
  };
}

async function refuseLosing(edges: readonly RelatedDraft[], { em, problems, at, desk, now }: Place): Promise<void> {
  const stories = await named(em, edges, { view: desk.view, now });
  const way = "keep the <aside data-association> where each stands, or say in storiesWithoutPlace what becomes of them";
  problems.add("NO_PLACE", [at, "bodyHtml"], `The body has no place for ${stories}: ${way}.`);
}

const sameStory = (edges: readonly RelatedDraft[], { target: { uri } }: RelatedDraft) =>
  edges.find(({ target }) => target.uri === uri);

const associationIn = (image: string) => /^association:(.*)$/.exec(image)?.[1];

/** HTML says less of a picture than we may know, first from the story itself: what it does not say stays. */
async function withOurs(
  parsed: readonly ImageDraft[],
  held: readonly ImageDraft[],
  { em, now, desk: { licence } }: Place,
): Promise<ImageDraft[]> {
  const ours = new Map(held.map((image) => [image.url, image]));
  const fresh = parsed.flatMap(({ url }) => (ours.has(url) ? [] : [url]));
  for (const [url, image] of await knownImages(em, fresh, { now, licence })) ours.set(url, image);
  return parsed.map((image) => {
    const our = ours.get(image.url);
    if (!our) return image;
    const renditions = our.renditions.length > 0 ? our.renditions : image.renditions;
    return { ...our, ...image, alt: image.alt || our.alt, renditions };
  });
}

async function edgesOf(boxes: readonly RelatedBox[], { em, now, problems, at, desk: { publicUrl } }: Place) {
  const slugs = boxes.map(({ href }) => articleSlugIn(href, publicUrl) ?? "");
  const ids = await slugHolders(em, slugs);
  const { rows } = await sql<{ id: string; mention: object }>`
    select id, ${mentionAt(now)} as mention from articles where id = any(${[...ids.values()]}::bigint[])`.execute(
    em.getKysely(),
  );
  const articles = new Map(rows.map(({ id, mention }) => [Number(id), mentionFrom(mention)]));
  return boxes.flatMap(({ anchor, label, href }, index) => {
    const target = articles.get(ids.get(slugs[index] ?? "") ?? 0);
    if (!target)
      return problems.add("NOT_FOUND", [at, "bodyHtml"], `${href.slice(0, 100)} leads to no article of ours.`) ?? [];
    return [
      {
        target,
        kind: "READ_ALSO" as const,
        placement: "INLINE" as const,
        anchor,
        origin: "EDITOR" as const,
        ...(label !== undefined && { label }),
      },
    ];
  });
}

/** Inline stories in the order of their places, all others as they were. */
function inOrder(related: readonly RelatedDraft[], places: readonly string[]): RelatedDraft[] {
  const rank = ({ placement, anchor }: RelatedDraft) =>
    placement === "INLINE" ? places.indexOf(anchor ?? "") : places.length;
  return related.toSorted((one, other) => rank(one) - rank(other));
}
