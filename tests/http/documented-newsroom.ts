import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import { draftOf, edgeTo } from "../support/draft.ts";
import { startNewsroomServer } from "./newsroom-server.ts";

const WORLD = { slug: "world", name: "World" };
/** On a day of November 2026, UTC. */
export const at = (day: number, hour = 8) => new Date(Date.UTC(2026, 10, day, hour));

const STORY: ArticleDraft = draftOf("urn:news:1", {
  slug: "one",
  headline: "L’été & <le> « vent »",
  kicker: "Météo",
  standfirst: { text: "Un été 🌬️." },
  language: "fr",
  dateline: "Paris",
  byline: "Ana Brook",
  urgency: 3,
  copyrightNotice: "© The News",
  publishedAt: at(21),
  updatedAt: at(21, 9),
  section: [WORLD, { slug: "europe", name: "Europe" }],
  contributors: [{ name: "Ana Brook", role: "AUTHOR", uri: "https://news.example/ana" }],
  tags: [{ kind: "TOPIC", name: "Climat", relevance: 0.9 }],
  images: [{ url: "/pictures/sea.jpg", alt: "The sea", caption: "At noon", width: 800, height: 600, renditions: [] }],
  leadImage: "/pictures/sea.jpg",
  body: [
    { type: "PARAGRAPH", role: "BODY", content: { text: "Il vente." } },
    { type: "RELATED_STORY", anchor: "inline-1" },
    {
      type: "PARAGRAPH",
      role: "BODY",
      content: { text: "Encore.", html: '<a href="/plus">Encore</a>.', links: [{ start: 0, end: 6, href: "/plus" }] },
    },
  ],
  related: [
    edgeTo("urn:news:2", { placement: "INLINE", anchor: "inline-1" }),
    edgeTo("urn:news:3", { kind: "BACKGROUND", label: "Avant" }),
  ],
});

/** A newsroom server with a story that has everything which documents show, those beside it, and a draft. */
export async function startDocumentedServer() {
  const server = await startNewsroomServer();
  await server.newsroom.save(
    STORY,
    draftOf("urn:news:2", { slug: "two", headline: "Two", publishedAt: at(20), section: [WORLD] }),
    draftOf("urn:news:3", { slug: "three", headline: "Three", publishedAt: at(19) }),
    draftOf("urn:news:draft", { slug: "draft", status: "DRAFT" }),
    draftOf("urn:news:old", { slug: "old", headline: "Old", publishedAt: at(1) }),
  );
  return server;
}
