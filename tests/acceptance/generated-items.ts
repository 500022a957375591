import { fc } from "../support/seeded.ts";

const words = fc.constantFrom(
  "« La Corée »",
  "l’été",
  "naïve & <b>",
  "👩‍👩‍👧 🌬️",
  "مرحبا بالعالم",
  "שלום",
  "日本語",
  "a\u00a0b",
  "Él “dijo”",
  "plain words",
  "x < y > z",
);
const text = fc.array(words, { minLength: 1, maxLength: 4 }).map((some) => some.join(" "));
const escape = (plain: string) => plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const inline = fc.oneof(
  text.map(escape),
  text.map((plain) => `<strong>${escape(plain)}</strong> then`),
  text.map((plain) => `see <a href="https://other.example/x">${escape(plain)}</a>.`),
  text.map((plain) => `<span lang="ar" dir="rtl">${escape(plain)}</span>`),
);
const block = fc.oneof(
  inline.map((html) => `<p>${html}</p>`),
  inline.map((html) => `<p class="lead">${html}</p>`),
  text.map((plain) => `<p>${escape(plain)} :</p>`),
  inline.map((html) => `<h2>${html}</h2>`),
  fc
    .array(inline, { minLength: 1, maxLength: 3 })
    .map((items) => `<ol>${items.map((i) => `<li>${i}</li>`).join("")}</ol>`),
  fc
    .array(inline, { minLength: 1, maxLength: 3 })
    .map((items) => `<ul>${items.map((i) => `<li>${i}</li>`).join("")}</ul>`),
  inline.map((html) => `<blockquote><p>${html}</p><footer>Ada</footer></blockquote>`),
  text.map(
    (plain) =>
      `<table><caption>C</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td>${escape(plain)}</td></tr></tbody></table>`,
  ),
  fc.constant(`<figure><iframe src="https://www.youtube.com/embed/abc"></iframe></figure>`),
  fc.constant("<hr />"),
);
const KINDS = [
  "read-also",
  "background",
  "follow-up",
  "analysis",
  "explainer",
  "live",
  "update-of",
  "corrects",
  "same-event",
  "similar",
];
const day = fc.integer({ min: 1, max: 20 }).map((date) => `2026-11-${String(date).padStart(2, "0")}T08:00:00.000Z`);
const plain = (role: string, value: string) => ({ role, contentType: "text/plain", value });

/** Items that use what ninjs and a body can say, each pointing at others of the same newsroom and at one that is not there. */
export const ninjsItems = fc
  .array(fc.tuple(fc.array(block, { minLength: 1, maxLength: 8 }), fc.nat(), text, day), { minLength: 2, maxLength: 6 })
  .map((stories) => stories.map((story, index) => itemOf(story, index, stories.length)));

function itemOf([blocks, seed, headline, date]: [string[], number, string, string], index: number, count: number) {
  const related = Array.from({ length: seed % 4 }, (_, edge) => {
    const target = (index + 1 + edge) % (count + 1);
    return {
      target,
      name: edge === 0 ? "inline-1" : edge === 1 ? "sidebar-1" : `end-${edge - 1}`,
      kind: KINDS[(seed + edge) % KINDS.length],
    };
  }).filter(({ target }) => target !== index);
  const inlineAt = seed % (blocks.length + 1);
  const isInline = related.some(({ name }) => name === "inline-1");
  const hasPicture = seed % 3 !== 0;
  const html = [
    ...blocks.slice(0, inlineAt),
    ...(isInline ? ['<aside data-association="inline-1"></aside>'] : []),
    ...(hasPicture ? ['<figure data-association="picture-2"></figure>'] : []),
    ...blocks.slice(inlineAt),
  ].join("\n");
  return {
    uri: `urn:generated:${index}`,
    type: "text",
    version: String((seed % 5) + 1),
    pubStatus: seed % 7 === 0 ? "withheld" : "usable",
    language: ["fr", "en", "ar", "pt-BR"][seed % 4],
    located: "Paris",
    by: "Ana Brook",
    urgency: (seed % 9) + 1,
    contentCreated: date,
    ...(seed % 2 === 0 ? { versionCreated: "2026-11-21T08:00:00.000Z" } : {}),
    ...(seed % 5 === 0 ? { embargoedUntil: "2026-12-24T08:00:00.000Z" } : {}),
    copyrightHolder: "The News",
    copyrightNotice: "© The News",
    usageTerms: "Ask.",
    altIds: [
      { role: "slug", value: `story-${index}` },
      { role: "translation-key", value: `t-${seed % 3}` },
    ],
    headlines: [plain("main", headline), plain("kicker", "Kicker")],
    descriptions: [
      { role: "standfirst", contentType: "text/html", value: `A <em>standfirst</em> ${escape(headline)}` },
    ],
    bodies: [{ role: "main", contentType: "application/xhtml+xml", value: html }],
    subjects: [
      { rel: "section", name: "Monde", literal: "monde" },
      ...(seed % 2 === 0 ? [{ rel: "section", name: "Europe", literal: "monde/europe" }] : []),
      { rel: "about", name: "Météo", uri: "https://tags.example/meteo", relevance: seed % 101 },
    ],
    people: [
      { rel: "author", name: "Ana Brook", uri: "https://people.example/ana" },
      { rel: "photographer", name: "Lee" },
      { rel: "about", name: "Élodie", relevance: 50 },
    ],
    organisations: [
      { rel: "agency", name: "Wire" },
      { rel: "about", name: "ONU", relevance: 10 },
    ],
    places: [{ rel: "about", name: "Paris", relevance: 20 }],
    events: [{ rel: "about", name: "COP", relevance: 30 }],
    associations: [
      ...(hasPicture
        ? [
            ...(seed % 2 === 0
              ? [
                  {
                    name: "picture-1",
                    type: "picture",
                    uri: "p1",
                    headlines: [plain("main", "Lead")],
                    renditions: [
                      {
                        name: "main",
                        href: "https://img.example/1.jpg",
                        contentType: "image/jpeg",
                        width: 10,
                        height: 20,
                      },
                    ],
                  },
                ]
              : []),
            {
              name: "picture-2",
              rel: seed % 2 === 0 ? "depicts" : "illustration",
              type: "picture",
              uri: "p2",
              by: "Lee",
              descriptions: [plain("alt", "Alt"), plain("caption", "Caption « x »")],
              renditions: [
                { name: "wide", href: "https://img.example/2-wide.jpg", contentType: "image/jpeg", width: 1000 },
                { name: "small", href: "https://img.example/2.jpg", contentType: "image/jpeg", width: 100 },
              ],
            },
          ]
        : []),
      ...related.map(({ target, name, kind }) => ({
        name,
        rel: kind,
        uri: `urn:generated:${target}`,
        type: "text",
        representationType: "partial",
        headlines: [plain("main", `Story ${target}`), ...(target % 2 === 0 ? [plain("label", "Voir aussi")] : [])],
      })),
    ],
  };
}
