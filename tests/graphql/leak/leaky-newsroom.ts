import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import type { StoredBlock } from "../../../src/content/body/stored-body.ts";
import { setFront } from "../../../src/content/desk/front.desk.ts";
import { withdrawArticle } from "../../../src/content/desk/lifecycle.desk.ts";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import type { StorylineDraft } from "../../../src/content/storyline/storyline.draft.ts";
import { suggestNow, workOffSuggestions } from "../../../src/content/suggestion/suggestion-queue.commands.ts";
import { WIDEST_LIMITS } from "../../support/document-rules.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
/** When what is hidden was saved: it must not show that anything happened. */
const SAVED = new Date("2026-11-22T10:05:00Z");
const READ = new Date("2026-11-22T10:10:00Z");
const LATER = new Date("2026-11-22T18:00:00Z");

/** Stories that readers may not see. */
export const HIDDEN = ["draft", "scheduled", "embargoed"] as const;
export type Hidden = (typeof HIDDEN)[number];

/** What begins the URIs of stories that are many, and not asked for one by one. */
export const CROWD = "urn:crowd:";

export const uriOf = (kind: string) => `urn:secret:${kind}`;
export const slugOf = (kind: string) => `secret-${kind}`;

const WORLD = { slug: "world", name: "World" };
const ASIA = { slug: "asia", name: "Asia" };
export const PUBLIC_TEXT = "It should not have been published.";

const text = (words: string) => ({ text: words });
const paragraph = (words: string): StoredBlock => ({ type: "PARAGRAPH", role: "BODY", content: text(words) });
const inline = (anchor: string): StoredBlock => ({ type: "RELATED_STORY", anchor });

/** Whatever has words has one that nothing else has: `secret`, the story's kind, and where it stands. */
const bodyOf = (kind: string, secret: string): StoredBlock[] => [
  { type: "PARAGRAPH", role: "LEAD", content: text(`${secret}body opens.`) },
  { type: "HEADING", level: 2, anchor: `${secret}body`, content: text(`${secret}body`) },
  { type: "LIST", ordered: true, items: [text(`${secret}body`)] },
  { type: "QUOTE", content: text(`${secret}body`), attribution: `${secret}body` },
  { type: "IMAGE", image: picture(kind, `${secret}body`).url },
  { type: "EMBED", provider: "youtube", sourceUrl: `https://www.youtube.com/watch?v=${secret}body` },
  { type: "TABLE", rows: [[`${secret}body`]], hasHeader: false, caption: `${secret}body` },
];

const picture = (kind: string, name: string) => ({
  url: `/pictures/${kind}-${name.endsWith("lead") ? "lead" : "body"}-${name}.png`,
  alt: name,
  caption: name,
  credit: name,
  renditions: [],
});

const filed: Partial<ArticleDraft> = {
  publishedAt: new Date("2026-11-21T08:00:00Z"),
  section: [WORLD, ASIA],
  tags: [{ kind: "TOPIC", name: "Tides", relevance: 1 }],
  contributors: [{ name: "Ada Brook", role: "AUTHOR" }],
  updatedAt: new Date("2026-11-21T10:00:00Z"),
};

/** A story with a word of its own wherever it has words, and an edge to every story that is to be seen. */
function secretStory(kind: string, secret: string, changes: Partial<ArticleDraft> = {}): ArticleDraft {
  return draftOf(uriOf(kind), {
    ...filed,
    slug: slugOf(kind),
    headline: `${secret}headline tides`,
    kicker: `${secret}kicker`,
    standfirst: text(`${secret}standfirst`),
    dateline: `${secret}dateline`,
    byline: `${secret}byline`,
    copyrightHolder: `${secret}rights`,
    tags: [
      { kind: "TOPIC", name: "Tides", relevance: 1 },
      { kind: "PERSON", name: `${secret}tag`, relevance: 1 },
    ],
    contributors: [
      { name: "Ada Brook", role: "AUTHOR" },
      { name: `${secret}person`, role: "AUTHOR" },
    ],
    images: [picture(kind, `${secret}lead`), picture(kind, `${secret}body`)],
    leadImage: picture(kind, `${secret}lead`).url,
    body: bodyOf(kind, secret),
    related: [edgeTo("urn:host", { label: `${secret}label` }), edgeTo("urn:linker")],
    ...changes,
  });
}

const STATES: Record<Hidden, Partial<ArticleDraft>> = {
  draft: { status: "DRAFT", translationKey: "same", language: "de" },
  scheduled: { publishedAt: LATER },
  embargoed: { embargoedUntil: LATER },
};

/** What is not published yet, or has another time; `changes` say otherwise. */
export const hiddenStory = (kind: Hidden, changes: Partial<ArticleDraft> = STATES[kind]) =>
  secretStory(kind, `secret${kind}`, { ...(kind === "draft" ? STATES.draft : {}), ...changes });

const known = { headline: "Known elsewhere" };

/** To be seen by everyone; they point at every hidden story in each way there is. */
function openStories(): ArticleDraft[] {
  const link = (kind: string) => {
    const href = `/articles/${slugOf(kind)}`;
    return { text: "There", html: `<a href="${href}">There</a>`, links: [{ start: 0, end: 5, href }] };
  };
  const edges = (changes: Parameters<typeof edgeTo>[1] = {}) =>
    ["withdrawn", ...HIDDEN].map((kind) => edgeTo(uriOf(kind), { ...known, ...changes }));
  return [
    draftOf("urn:host", {
      ...filed,
      slug: "host",
      headline: "Host of tides",
      translationKey: "same",
      body: [paragraph("One."), ...HIDDEN.map(inline), paragraph("Two."), inline("first")],
      related: [
        ...HIDDEN.map((kind) => edgeTo(uriOf(kind), { ...known, placement: "INLINE", anchor: kind })),
        edgeTo("urn:first", { placement: "INLINE", anchor: "first" }),
        ...edges({ kind: "BACKGROUND" }),
        edgeTo("urn:last"),
      ],
    }),
    draftOf("urn:linker", {
      ...filed,
      slug: "linker",
      headline: "Linker",
      standfirst: link("draft"),
      body: [
        { type: "PARAGRAPH", role: "BODY", content: link("scheduled") },
        { type: "LIST", ordered: false, items: [link("embargoed"), link("withdrawn"), link("unlicensed")] },
      ],
      related: [...edges({ placement: "SIDEBAR" }), edgeTo("urn:host"), edgeTo(uriOf("unlicensed"))],
    }),
    draftOf("urn:first", { ...filed, slug: "first", headline: "First", publishedAt: new Date("2026-11-21T07:00:00Z") }),
    draftOf("urn:last", { ...filed, slug: "last", headline: "Last", publishedAt: new Date("2026-11-21T09:00:00Z") }),
    draftOf("urn:sport", { slug: "sport-story", headline: "Match", section: [{ slug: "sport", name: "Sport" }] }),
  ];
}

export interface Makings {
  /** How each hidden story is saved; absent: it never was, and other stories know no more of it than its URI. */
  readonly hidden?: Partial<Record<Hidden, Partial<ArticleDraft>>>;
  /** The secret words of the story that was withdrawn; of its namesake in a twin they are others. */
  readonly withdrawn?: string;
  /** The secret words of the body that not every key may read. */
  readonly unlicensed?: string;
}

export const ALL_HIDDEN: Required<Makings>["hidden"] = STATES;

export type LeakyNewsroom = Awaited<ReturnType<typeof startLeakyNewsroom>>;

/**
 * A newsroom with stories that are hidden, one that was withdrawn and one in a section of its own, `world`, beside a
 * partner's, `sport`. Its twins are made alike: what is the same in both has the same ids, times and cursors.
 */
export async function startLeakyNewsroom({ hidden, withdrawn = "other", unlicensed = "other" }: Makings) {
  // Where anyone reads all bodies, so does every key.
  const gateway = await startTestGateway({ now: NOW, limits: WIDEST_LIMITS, anonymousLicence: [] });
  const em = () => gateway.database.em();
  const desk = () => ({ em: em(), now: gateway.clock.now, publicUrl: "https://news.example" });
  const saved = await gateway.save(
    ...openStories(),
    secretStory("withdrawn", withdrawn),
    // The only one of its language, so that its words make no text likeness, which edges tell, other or not.
    secretStory("unlicensed", "secretunlicensed", {
      language: "nl",
      section: [WORLD],
      images: [picture("unlicensed", "secretunlicensedlead"), picture("unlicensed", `${unlicensed}body`)],
      body: bodyOf("unlicensed", unlicensed),
      related: [edgeTo("urn:host")],
    }),
  );
  const idOf = async (uri: string) => {
    const [row] = await gateway.database.execute(`select id::int from articles where uri = '${uri}'`);
    return (row as { id: number }).id;
  };
  const sectionOf = async (slug: string) => {
    const [row] = await gateway.database.execute(`select id::int from sections where slug = '${slug}'`);
    return (row as { id: number }).id;
  };
  const ids = await Promise.all(HIDDEN.map((kind) => idOf(uriOf(kind))));
  const storylines = [
    {
      uri: "urn:storyline",
      title: "Tides",
      status: "ACTIVE",
      entries: ["urn:first", uriOf("withdrawn"), ...HIDDEN.map(uriOf), "urn:last"].map((article) => ({
        article,
        keyMoment: false,
      })),
    },
    { uri: "urn:untold", title: "Untold", status: "ACTIVE", entries: [{ article: uriOf("draft"), keyMoment: true }] },
  ] satisfies StorylineDraft[];
  await saveStorylines(em(), storylines, gateway.clock);
  const slots = [await idOf("urn:last"), ...ids].map((articleId) => ({ articleId }));
  await setFront(desk(), { sectionId: await sectionOf("world"), slots });
  const { problems } = await withdrawArticle(
    desk(),
    { articleId: await idOf(uriOf("withdrawn")) },
    { kind: "KILL", reason: "Libel.", publicText: PUBLIC_TEXT, replacementId: await idOf(uriOf("scheduled")) },
  );
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  await workOffSuggestions(em());
  gateway.clock.now = SAVED;
  for (const [kind, changes] of Object.entries(hidden ?? {})) {
    const story = hiddenStory(kind as Hidden, changes);
    // Under another slug at first.
    await gateway.save({ ...story, slug: `${slugOf(kind)}-once` });
    await gateway.save(story);
    await suggestNow(em(), [await idOf(story.uri)]);
  }
  gateway.clock.now = READ;
  return { ...gateway, desk, idOf, sectionOf, saved };
}
