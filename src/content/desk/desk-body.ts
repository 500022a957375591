import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import { articleSlugIn } from "../article/article-link.rules.ts";
import type { ArticleDraft, ImageDraft, RelatedDraft } from "../article/article.draft.ts";
import { slugHolders } from "../article/article-slugs.commands.ts";
import { parseBody, type RelatedBox } from "../body/parse-body.ts";
import type { StoredBlock } from "../body/stored-body.ts";
import { imagesOf, picturesIn } from "../article/stored-draft.ts";
import type { Problems } from "./problems.ts";

interface Place {
  em: EntityManager;
  problems: Problems;
  at: string;
  publicUrl: string;
}

/**
 * The draft with another body, read as ingest reads one. A story that stood inline stays where its place is still in the
 * body, else its edge goes; a box that links to a story of ours becomes an edge; an empty place waits for `setRelated`.
 */
export async function withBody(draft: ArticleDraft, html: string, on: Place): Promise<ArticleDraft> {
  const { blocks, images: parsed, relatedBoxes } = parseBody(html, { baseUrl: on.publicUrl });
  for (const name of blocks.flatMap((block) => (block.type === "IMAGE" ? (associationIn(block.image) ?? []) : [])))
    on.problems.add("NOT_FOUND", [on.at, "bodyHtml"], `The article has no picture named ${name}.`);
  const places = placesIn(blocks);
  const kept = draft.related.filter(({ placement, anchor }) => placement !== "INLINE" || places.includes(anchor ?? ""));
  const filled = new Set(kept.map(({ anchor }) => anchor));
  const fresh = await edgesOf(
    relatedBoxes.filter(({ anchor }) => !filled.has(anchor)),
    on,
  );
  const pictures = await withOurs(parsed, on.em);
  const leadImage = draft.leadImage ?? picturesIn(blocks)[0];
  const lead = draft.images.filter(({ url }) => url === leadImage && !pictures.some((one) => one.url === url));
  return {
    ...draft,
    representation: "FULL",
    body: blocks,
    images: [...lead, ...pictures],
    ...(leadImage !== undefined && { leadImage }),
    related: [...inOrder([...kept, ...fresh], places)],
  };
}

/** Where a body keeps places for stories: their anchors, in reading order. */
export const placesIn = (body: readonly StoredBlock[]): string[] =>
  body.flatMap((block) => (block.type === "RELATED_STORY" ? [block.anchor] : []));

const associationIn = (image: string) => /^association:(.*)$/.exec(image)?.[1];

/** HTML says less of a picture than we may know: what it does not say stays. */
async function withOurs(parsed: readonly ImageDraft[], em: EntityManager): Promise<ImageDraft[]> {
  const ours = new Map(
    (
      await imagesOf(
        em,
        parsed.map(({ url }) => url),
      )
    ).map((image) => [image.url, image]),
  );
  return parsed.map((image) => {
    const our = ours.get(image.url);
    if (!our) return image;
    const renditions = our.renditions.length > 0 ? our.renditions : image.renditions;
    return { ...our, ...image, alt: image.alt || our.alt, renditions };
  });
}

async function edgesOf(boxes: readonly RelatedBox[], { em, problems, at, publicUrl }: Place): Promise<RelatedDraft[]> {
  const slugs = boxes.map(({ href }) => articleSlugIn(href, publicUrl) ?? "");
  const ids = await slugHolders(em, slugs);
  const { rows } = await sql<{ id: string; uri: string; headline: string }>`
    select id, uri, headline from articles where id = any(${[...ids.values()]}::bigint[])`.execute(em.getKysely());
  const articles = new Map(rows.map((row) => [Number(row.id), row]));
  return boxes.flatMap(({ anchor, label, href }, index) => {
    const article = articles.get(ids.get(slugs[index] ?? "") ?? 0);
    if (!article)
      return problems.add("NOT_FOUND", [at, "bodyHtml"], `${href.slice(0, 100)} leads to no article of ours.`) ?? [];
    const target = { uri: article.uri, headline: article.headline };
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
