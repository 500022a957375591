import type { TagKind } from "../../database/vocabulary.ts";
import { inlineHtml, renderHtml } from "../body/render-html.ts";
import { absolute, inFull } from "./address.ts";
import type { RelatedStory, Story, StoryImage } from "./story.ts";

export const STANDARD = {
  name: "ninjs",
  version: "3.0",
  schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
};
const PUB_STATUSES = { DRAFT: "withheld", PUBLISHED: "usable", WITHDRAWN: "canceled" } as const;
export const plain = (role: string, value: string | null) =>
  value === null ? [] : [{ role, contentType: "text/plain", value }];

/** Values that are there: ninjs has no null. */
export const present = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );

/**
 * An article as a ninjs 3 item (IPTC) by Kiosque's profile: what `ingest` reads back as the same article.
 *
 * @param siteUrl what addresses on the newsroom's site begin with; "" leaves them as they are stored
 */
export function ninjsOf(story: Story, siteUrl: string): Record<string, unknown> {
  const tags = (kind: TagKind) =>
    story.tags.filter((tag) => tag.kind === kind).map(({ name, uri }) => present({ name, rel: "about", uri }));
  const agencies = story.contributors.filter(({ role }) => role === "AGENCY");
  const people = story.contributors.filter(({ role }) => role !== "AGENCY");
  const contributor = ({ name, uri, role }: Story["contributors"][number]) =>
    present({ name, rel: role.toLowerCase(), uri });
  const pictures = picturesOf(story);
  return present({
    standard: STANDARD,
    uri: story.uri,
    type: "text",
    version: story.sourceVersion > 0 ? String(story.sourceVersion) : null,
    pubStatus: PUB_STATUSES[story.status],
    representationType: story.body ? "full" : "partial",
    language: story.language,
    located: story.dateline,
    by: story.byline,
    urgency: story.urgency,
    contentCreated: story.publishedAt,
    versionCreated: story.updatedAt,
    embargoedUntil: story.embargoedUntil,
    copyrightHolder: story.copyrightHolder,
    copyrightNotice: story.copyrightNotice,
    usageTerms: story.usageTerms,
    altIds: [
      { role: "slug", value: story.slug },
      ...(story.translationKey === null ? [] : [{ role: "translation-key", value: story.translationKey }]),
    ],
    headlines: [...plain("main", story.headline), ...plain("kicker", story.kicker)],
    descriptions: story.standfirst
      ? [
          {
            role: "standfirst",
            contentType: "application/xhtml+xml",
            value: inFull(inlineHtml(story.standfirst), siteUrl),
          },
        ]
      : [],
    bodies: bodiesOf(story, pictures, siteUrl),
    subjects: [...sectionsOf(story), ...story.tags.flatMap(subjectOf)],
    people: [...people.map(contributor), ...tags("PERSON")],
    organisations: [...agencies.map(contributor), ...tags("ORGANISATION")],
    places: tags("PLACE"),
    events: tags("EVENT"),
    associations: [
      ...[...pictures].map(([url, { name, rel, image }]) => pictureItem(url, { name, rel, image }, siteUrl)),
      ...story.related.map(relatedItem),
    ],
  });
}

/** Only subjects have a relevance: those of other kinds of tags stand here, too, when theirs is not the greatest. */
function subjectOf({ kind, name, uri, relevance }: Story["tags"][number]) {
  if (kind !== "TOPIC" && relevance === 1) return [];
  const rel = kind === "TOPIC" ? "about" : `about-${kind.toLowerCase()}`;
  return [present({ name, rel, uri, relevance: Math.round(relevance * 100) })];
}

const sectionsOf = ({ sections }: Story) => sections.map(({ name, path }) => ({ rel: "section", name, literal: path }));

interface Picture {
  readonly name: string;
  /** `lead`, or `illustration`: it stands in the body only. */
  readonly rel: string;
  readonly image: StoryImage;
}

/** Each picture once, by its URL. */
function picturesOf({ leadImage, body }: Story): Map<string, Picture> {
  const images = [
    ...(leadImage ? [leadImage] : []),
    ...(body?.blocks ?? []).flatMap((block) =>
      block.type === "IMAGE" ? [body?.images.get(block.image) as StoryImage | undefined] : [],
    ),
  ].filter((image) => image !== undefined);
  const distinct = [...new Map(images.map((image) => [image.url, image])).values()];
  return new Map(
    distinct.map((image, index) => [
      image.url,
      { name: `picture-${index + 1}`, rel: image.url === leadImage?.url ? "lead" : "illustration", image },
    ]),
  );
}

/** Where in the body an association stands. */
const standIn = (tag: string, name: string) => `<${tag} data-association="${name}"></${tag}>`;

function bodiesOf({ body }: Story, pictures: ReadonlyMap<string, Picture>, siteUrl: string): object[] {
  if (!body) return [];
  const html = body.blocks
    .map((block) => {
      if (block.type === "IMAGE") return standIn("figure", pictures.get(block.image)?.name ?? "");
      return block.type === "RELATED_STORY" ? standIn("aside", block.anchor) : renderHtml([block], body.parts);
    })
    .join("\n");
  return [
    { role: "main", contentType: "application/xhtml+xml", wordCount: body.wordCount, value: inFull(html, siteUrl) },
  ];
}

function pictureItem(url: string, { name, rel, image }: Picture, siteUrl: string) {
  const { width, height, renditions } = image;
  const uri = absolute(url, siteUrl);
  const itself = renditions.some(({ href }) => href === url)
    ? []
    : [present({ name: "itself", href: uri, width, height })];
  return present({
    name,
    rel,
    uri,
    type: "picture",
    by: image.credit,
    descriptions: [...plain("alt", image.alt), ...plain("caption", image.caption)],
    renditions: [
      ...itself,
      ...renditions.map((rendition) => present({ ...rendition, href: absolute(rendition.href, siteUrl) })),
    ],
  });
}

function relatedItem({ uri, slug, headline, label, language, kind, publishedAt, ...place }: RelatedStory) {
  return present({
    name: place.anchor ?? `${place.placement.toLowerCase()}-${place.position}`,
    rel: kind.toLowerCase().replaceAll("_", "-"),
    uri,
    type: "text",
    representationType: "partial",
    language,
    contentCreated: publishedAt,
    altIds: [{ role: "slug", value: slug }],
    headlines: [...plain("main", headline), ...plain("label", label)],
  });
}
