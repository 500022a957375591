import type { ArticleDraft, RelatedDraft } from "../../src/content/article/article.draft.ts";
import type { StoredBlock } from "../../src/content/body/stored-body.ts";
import { RELATION_KINDS, TAG_KINDS } from "../../src/database/vocabulary.ts";
import { draftOf, edgeTo, partialOf } from "../support/draft.ts";

const SIZE = 8;
const SECTIONS = [
  [
    { slug: "monde", name: "Monde" },
    { slug: "europe", name: "Europe" },
  ],
  [{ slug: "monde", name: "Monde" }],
  [
    { slug: "monde", name: "Monde" },
    { slug: "asie", name: "Asie" },
    { slug: "coree", name: "Corée" },
  ],
  undefined,
];

/**
 * A small newsroom in which every field has something to say: stories of all block types that point at each other in a
 * ring and back, with people, tags, pictures, sections three levels deep and translations; and beside them one that is
 * withdrawn, one that is still to come and one known by its headline only, which the others point at as well.
 */
export function richNewsroom(): ArticleDraft[] {
  return [
    ...Array.from({ length: SIZE }, (_, index) => story(index)),
    draftOf("urn:withdrawn", { status: "WITHDRAWN" }),
    draftOf("urn:to-come", { publishedAt: new Date("2027-01-01T00:00:00Z") }),
    partialOf("urn:partial", { slug: "partial", publishedAt: new Date("2026-11-19T18:30:00Z") }),
  ];
}

function story(index: number): ArticleDraft {
  const isBare = index === SIZE - 1;
  const section = SECTIONS[index % SECTIONS.length];
  return draftOf(`urn:story-${index}`, {
    slug: `story-${index}`,
    language: index % 2 === 0 ? "fr" : "en",
    // Three by three at the same time.
    publishedAt: new Date(Date.UTC(2026, 10, 20, Math.floor(index / 3))),
    related: edges(index),
    ...(index < 3 ? { translationKey: "urn:work" } : {}),
    ...(section ? { section } : {}),
    ...(isBare ? {} : rest(index)),
  });
}

function rest(index: number): Partial<ArticleDraft> {
  const lead = { url: `/pictures/lead-${index % 3}.png`, alt: `Lead ${index % 3}`, renditions: [] };
  return {
    headline: `Story ${index}`,
    kicker: `Kicker ${index}`,
    standfirst: {
      text: "Sums it up",
      html: '<em>Sums</em> it <a href="/articles/story-1">up</a>',
      links: [{ start: 8, end: 10, href: "/articles/story-1" }],
    },
    dateline: "Paris",
    byline: "By Ada and Bo",
    urgency: index + 1,
    ...(index % 2 === 0 ? { updatedAt: new Date(Date.UTC(2026, 10, 21, 12, 0, index % 3)) } : {}),
    contributors: [
      { name: "Ada Aldin", uri: "urn:ada", role: "AUTHOR" },
      { name: `Bo Brun ${index % 2}`, role: "PHOTOGRAPHER" },
      { name: "Ada Aldin", uri: "urn:ada", role: "EDITOR" },
    ],
    tags: TAG_KINDS.map((kind, at) => ({
      kind,
      name: `${kind} ${(index + at) % 3}`,
      uri: `urn:${kind}:${(index + at) % 3}`,
      relevance: 1 - at / 8,
    })),
    images: [lead, picture],
    leadImage: lead.url,
    body: body(index),
  };
}

const picture = {
  url: "/pictures/scene.png",
  alt: "A scene",
  caption: "What is seen",
  credit: "Bo Brun",
  width: 640,
  height: 480,
  renditions: [{ name: "small", href: "/pictures/scene-small.png", contentType: "image/png", width: 320, height: 240 }],
};

/** Around the ring: the next inline, the one behind aside; at the end the one after next, and those that are not whole. */
function edges(index: number): RelatedDraft[] {
  const to = (steps: number) => `urn:story-${(index + steps) % SIZE}`;
  return [
    edgeTo(to(1), { placement: "INLINE", anchor: "a", kind: RELATION_KINDS[index % RELATION_KINDS.length] ?? "LIVE" }),
    edgeTo("urn:withdrawn", { placement: "INLINE", anchor: "b" }),
    edgeTo(to(SIZE - 1), { placement: "SIDEBAR", kind: "BACKGROUND", label: "Before" }),
    edgeTo(to(2), { kind: "ANALYSIS" }),
    edgeTo("urn:to-come"),
    edgeTo("urn:partial", { kind: "EXPLAINER" }),
  ];
}

function body(index: number): StoredBlock[] {
  return [
    { type: "PARAGRAPH", role: "LEAD", content: { text: `Opens ${index}.`, html: `<strong>Opens</strong> ${index}.` } },
    { type: "HEADING", level: 2, anchor: "then", content: { text: "Then" } },
    { type: "LIST", ordered: true, items: [{ text: "One" }, { text: "Two" }] },
    { type: "QUOTE", content: { text: "So be it." }, attribution: "Ada" },
    { type: "RELATED_STORY", anchor: "b" },
    { type: "IMAGE", image: picture.url },
    { type: "RELATED_STORY", anchor: "a" },
    { type: "EMBED", provider: "youtube", sourceUrl: "https://www.youtube.com/watch?v=abc" },
    {
      type: "TABLE",
      rows: [
        ["Year", "Sum"],
        ["2026", "7"],
      ],
      hasHeader: true,
      caption: "Sums",
    },
    { type: "DIVIDER" },
    {
      type: "PARAGRAPH",
      role: "BODY",
      content: {
        text: "More here and there.",
        html: '<a href="/articles/story-2">More</a> <a href="https://example.org/">here</a> and <a href="/articles/withdrawn">there</a>.',
        links: [
          { start: 0, end: 4, href: "/articles/story-2" },
          { start: 5, end: 9, href: "https://example.org/" },
          { start: 14, end: 19, href: "/articles/urn-withdrawn" },
        ],
      },
    },
  ];
}
