import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import type { StoredBlock } from "../../src/content/body/stored-body.ts";
import type { StorylineDraft } from "../../src/content/storyline/storyline.draft.ts";
import { draftOf, edgeTo } from "../support/draft.ts";

const SECTION = [
  { slug: "world", name: "World" },
  { slug: "asia", name: "Asia" },
];

/** The story that is hidden and shown; `changes` say how. */
export const hidden = (changes: Partial<ArticleDraft> = {}) =>
  draftOf("urn:hidden", {
    ...filed("Hidden story"),
    slug: "hidden-now",
    translationKey: "same",
    related: [edgeTo("urn:host"), edgeTo("urn:linker")],
    ...changes,
  });

const filed = (headline: string): Partial<ArticleDraft> => ({
  headline,
  section: SECTION,
  tags: [{ kind: "TOPIC", name: "Tides", relevance: 1 }],
  contributors: [{ name: "Ada Brook", role: "AUTHOR" }],
  updatedAt: new Date("2026-11-20T09:00:00Z"),
});
const paragraph = (text: string): StoredBlock => ({ type: "PARAGRAPH", role: "BODY", content: { text } });
const inline = (anchor: string): StoredBlock => ({ type: "RELATED_STORY", anchor });
const link = (text: string) => ({
  text,
  html: `<a href="/articles/hidden-now">${text}</a>`,
  links: [{ start: 0, end: text.length, href: "/articles/hidden-now" }],
});

/** Points at the hidden story between two others, in its body and beside it. */
const host = draftOf("urn:host", {
  ...filed("Host"),
  slug: "host",
  translationKey: "same",
  language: "fr",
  body: [paragraph("One."), inline("a"), paragraph("Two."), inline("b"), paragraph("Three."), inline("c")],
  related: [
    edgeTo("urn:first", { placement: "INLINE", anchor: "a" }),
    edgeTo("urn:hidden", { placement: "INLINE", anchor: "b" }),
    edgeTo("urn:last", { placement: "INLINE", anchor: "c" }),
    edgeTo("urn:first", { placement: "END" }),
    edgeTo("urn:hidden", { placement: "END", kind: "BACKGROUND" }),
    edgeTo("urn:last", { placement: "END" }),
  ],
});
const linker = draftOf("urn:linker", {
  ...filed("Linker"),
  slug: "linker",
  standfirst: link("Standfirst"),
  body: [
    { type: "PARAGRAPH", role: "BODY", content: link("There") },
    { type: "LIST", ordered: false, items: [link("Here")] },
  ],
  related: [edgeTo("urn:host"), edgeTo("urn:hidden")],
});

/** Those around it, all to be seen. */
export const NEIGHBOURS = [
  draftOf("urn:first", { ...filed("First"), publishedAt: new Date("2026-11-20T07:00:00Z") }),
  draftOf("urn:last", { ...filed("Last"), publishedAt: new Date("2026-11-20T09:00:00Z") }),
  host,
  linker,
];

/** In the order of publication, so that the hidden story is what lies between its neighbours in every ordering. */
export const STORYLINE: StorylineDraft = {
  uri: "urn:storyline",
  title: "Tides",
  status: "ACTIVE",
  entries: ["urn:first", "urn:hidden", "urn:last"].map((article) => ({ article, keyMoment: false })),
};
