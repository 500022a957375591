import { Cancellation } from "../../../src/cancellation.ts";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { draftOf } from "../../support/draft.ts";
import type { DeskGateway } from "../desk/desk-gateway.ts";

export const PICTURE = "https://img.example/shared.jpg";
export const LATER = new Date("2026-11-22T18:00:00Z");

/** A picture whose every word says whose words they are. */
export const pictureOf = (owner: string) => ({
  url: PICTURE,
  alt: `${owner} alt`,
  caption: `${owner} caption`,
  credit: `${owner} credit`,
  width: 800,
  height: 600,
  renditions: [{ name: "web", href: `${PICTURE}?web`, contentType: "image/jpeg" }],
});

/** `urn:OWNER`, led by the picture that all share; it stands in the body, too. */
export const pictured = (owner: string, changes: Partial<ArticleDraft> = {}): ArticleDraft =>
  draftOf(`urn:${owner}`, {
    slug: owner,
    images: [pictureOf(owner)],
    leadImage: PICTURE,
    body: [
      { type: "PARAGRAPH", role: "BODY", content: { text: "Text." } },
      { type: "IMAGE", image: PICTURE },
    ],
    ...changes,
  });

const PICTURES = `leadImage { alt caption credit } ninjs jsonLd
  body { html markdown text blocks { html text ... on ImageBlock { image { alt caption credit } } } }`;
const FORMATS = ["", ".html", ".md", ".txt", ".ninjs.json", ".jsonld"];
const FEEDS = ["rss", "atom", "json"].map((format) => `/feeds/latest.${format}`);

const OWNED = /(\w+) (?:alt|caption|credit)\b/g;

function ownersIn(answer: unknown): string[] {
  const owners = [...JSON.stringify(answer).replaceAll("\\n", " ").matchAll(OWNED)].map(([, owner = ""]) => owner);
  return [...new Set(owners)].toSorted();
}

/** Whose words readers meet, by where they do. */
export async function ownersSeen(desk: DeskGateway, slug: string): Promise<Record<string, unknown>> {
  const { article } = await desk.reader<{ article: Record<string, unknown> | null }>(
    `{ article(slug: "${slug}") { ${PICTURES} } }`,
  );
  const owners: Record<string, unknown> = {};
  for (const [field, answer] of Object.entries(article ?? {})) owners[field] = ownersIn(answer);
  for (const path of [...FORMATS.map((format) => `/articles/${slug}${format}`), ...FEEDS]) {
    const { found } = await desk.documents.find(path, { view: "PUBLIC", cancellation: new Cancellation() });
    owners[path.replace(`/articles/${slug}`, "page")] = ownersIn(found ?? null);
  }
  return owners;
}

/** The same where a story shows its own words only, and feeds those of `fed`; JSON feeds have no words of pictures. */
export const ownOnly = (owner: string, fed: readonly string[]) => ({
  leadImage: [owner],
  ninjs: [owner],
  jsonLd: [owner],
  body: [owner],
  ...Object.fromEntries(FORMATS.map((format) => [`page${format}`, [owner]])),
  "/feeds/latest.rss": fed,
  "/feeds/latest.atom": fed,
  "/feeds/latest.json": fed,
});
