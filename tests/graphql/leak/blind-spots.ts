import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import type { StoredBlock } from "../../../src/content/body/stored-body.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { slugOf, uriOf } from "./leaky-newsroom.ts";

/*
 * Stories that share all they can with what readers see: pictures, people, tags and sections, for which they have other
 * words, sizes and names.
 */

export const NOW = new Date("2026-11-22T10:00:00Z");
export const LATER = new Date("2026-11-22T18:00:00Z");

/** How stories come to be hidden that nobody ever saw. */
export const STATES = [
  "waiting",
  "scheduled",
  "embargoed",
  "withheld",
  "unpublished",
  "cancelled",
  "postponed",
] as const;
export type State = (typeof STATES)[number];
/** And what is told of others without leave. */
export const BLIND_KINDS = [...STATES, "arrived", "mentioned"];

const TIDES = { kind: "TOPIC", name: "Tides", uri: "urn:tag:tides", relevance: 1 } as const;
const ADA = { name: "Ada Brook", uri: "urn:person:ada", role: "AUTHOR" } as const;
const WORLD = { slug: "world", name: "World" };
const ASIA = { slug: "asia", name: "Asia" };

/** What hidden stories meet before readers do: with `hostAgain` (now), by the clock (soon). */
const met = (when: "now" | "soon", words = `Met ${when}`) => ({
  section: { slug: when, name: words },
  tag: { kind: "TOPIC", name: words, uri: `urn:tag:${when}`, relevance: 1 } as const,
  person: { name: words, uri: `urn:person:${when}`, role: "AUTHOR" } as const,
});

const shared = (place: string, words: string) => ({
  url: `/pictures/shared-${place}.png`,
  alt: `${words} of the ${place}`,
  caption: `${words} under the ${place}`,
  credit: words,
  renditions: [],
});
const paragraph = (text: string): StoredBlock => ({ type: "PARAGRAPH", role: "BODY", content: { text } });
const place = (anchor: string): StoredBlock => ({ type: "RELATED_STORY", anchor });

const filed: Partial<ArticleDraft> = {
  publishedAt: new Date("2026-11-21T08:00:00Z"),
  updatedAt: new Date("2026-11-21T10:00:00Z"),
  section: [WORLD, ASIA],
  tags: [TIDES],
  contributors: [ADA],
  images: [shared("lead", "Seen"), shared("body", "Seen")],
  leadImage: shared("lead", "").url,
};

/** None but one has a standfirst; the body of `unlicensed` is not for every key. */
export const openStories = (unlicensed: string): ArticleDraft[] => [
  draftOf("urn:host", {
    ...filed,
    version: 1,
    slug: "host",
    headline: "Host of tides",
    body: [paragraph("The tides come in."), { type: "IMAGE", image: shared("body", "").url }, paragraph("They go.")],
    related: [edgeTo("urn:last"), edgeTo("urn:known", { headline: "Known elsewhere", slug: "known-elsewhere" })],
  }),
  draftOf("urn:last", {
    ...filed,
    slug: "last",
    headline: "Last of tides",
    publishedAt: new Date("2026-11-21T09:00:00Z"),
  }),
  draftOf("urn:first", {
    ...filed,
    version: 1,
    slug: "first",
    headline: "First of tides",
    standfirst: { text: "It has one." },
    publishedAt: new Date("2026-11-21T07:00:00Z"),
  }),
  draftOf(uriOf("unlicensed"), {
    ...filed,
    slug: slugOf("unlicensed"),
    headline: "No standfirst",
    language: "nl",
    section: [WORLD],
    contributors: [],
    tags: [],
    body: [paragraph(`${unlicensed} opens it. ${unlicensed} goes on.`)],
  }),
  draftOf("urn:sport", { slug: "sport-story", headline: "Match", section: [{ slug: "sport", name: "Sport" }] }),
];

/** Whatever it shares it calls otherwise; earlier than all that readers see, so that its words would come first. */
export const blindStory = (kind: string, changes: Partial<ArticleDraft> = {}): ArticleDraft => {
  const secret = `secret${kind}`;
  const sized = { width: 4000, height: 3000 };
  const renditions = [
    { name: secret, href: `/pictures/${secret}.png`, contentType: "image/png", width: 40, height: 30 },
  ];
  const images = ["now", "soon", "lead", "body"].map((name) => ({
    ...shared(name, `${secret}picture`),
    ...sized,
    renditions,
  }));
  return draftOf(uriOf(kind), {
    version: 1,
    slug: slugOf(kind),
    headline: `${secret}headline tides`,
    publishedAt: new Date("2026-11-01T08:00:00Z"),
    updatedAt: new Date("2026-11-22T09:59:00Z"),
    section: [
      { ...WORLD, name: `${secret}world` },
      { ...ASIA, name: `${secret}asia` },
      met("now", secret).section,
      met("soon", secret).section,
    ],
    tags: [
      met("now", secret).tag,
      met("soon", secret).tag,
      { ...TIDES, kind: "EVENT", name: `${secret}tides` },
      { kind: "PERSON", name: `${secret}tag`, relevance: 1 },
    ],
    contributors: [
      met("now", secret).person,
      met("soon", secret).person,
      { ...ADA, name: `${secret}brook`, role: "PHOTOGRAPHER" },
      { name: `${secret}person`, role: "AUTHOR" },
    ],
    images,
    leadImage: shared("lead", "").url,
    body: [paragraph(`${secret}body and tides.`), { type: "IMAGE", image: shared("body", "").url }, place("inside")],
    related: [
      edgeTo("urn:host", { label: `${secret}label`, placement: "INLINE", anchor: "inside" }),
      edgeTo("urn:last", { label: `${secret}label` }),
      edgeTo(`urn:secret:known-to-${kind}`, { headline: `${secret}headline` }),
    ],
    ...changes,
  });
};

/**
 * What is written of `urn:host` once the hidden stories are there: with them among its own, or without; and with names and
 * a picture that are new to readers.
 */
export const hostAgain = (hidden: readonly string[]): ArticleDraft => {
  const [host] = openStories("");
  const inline = hidden.map((uri, index) => ({ uri, anchor: `hidden-${index}` }));
  return {
    ...(host as ArticleDraft),
    version: 2,
    section: [WORLD, ASIA, met("now").section],
    tags: [met("now").tag, TIDES],
    contributors: [met("now").person, ADA],
    images: [shared("now", "Seen"), ...(host?.images ?? [])],
    body: [
      paragraph("The tides come in."),
      ...inline.map(({ anchor }) => place(anchor)),
      { type: "IMAGE", image: shared("body", "").url },
      place("seen"),
      paragraph("They went."),
    ],
    related: [
      edgeTo("urn:last", { label: "Read this" }),
      edgeTo("urn:known", { headline: "Known elsewhere", slug: "known-elsewhere" }),
      edgeTo("urn:first", { placement: "INLINE", anchor: "seen" }),
      ...inline.map(({ uri, anchor }) => edgeTo(uri, { headline: "secretheadline", placement: "INLINE", anchor })),
      ...hidden.map((uri) => edgeTo(uri, { headline: "secretheadline", placement: "SIDEBAR" })),
    ],
  };
};

/** What readers meet by the clock alone. */
export const soonStory = (publishedAt: Date): ArticleDraft =>
  draftOf("urn:soon", {
    slug: "soon-story",
    publishedAt,
    section: [WORLD, ASIA, met("now").section, met("soon").section],
    tags: [met("soon").tag],
    contributors: [met("soon").person],
    images: [shared("soon", "Seen")],
    leadImage: shared("soon", "").url,
  });

/** The second version of `urn:first`, which comes without leave: of stories that nobody knows it shows nothing. */
export const firstAgain = (hidden: readonly string[]): ArticleDraft => {
  const first = openStories("")[2];
  return {
    ...(first as ArticleDraft),
    version: 2,
    headline: "First of tides again",
    // What readers see of these changes, too.
    related: ["urn:sport", ...hidden].map((uri) =>
      edgeTo(uri, { headline: "secretmentionedheadline", slug: "secret-mentioned" }),
    ),
  };
};
