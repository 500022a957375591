import { describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../src/content/article/article.draft.ts";
import type { BlockType, StoredBlock } from "../../src/content/body/stored-body.ts";
import { PLACEMENTS, RELATION_KINDS, TAG_KINDS } from "../../src/database/vocabulary.ts";
import { DEMO_ARTICLES } from "../../src/ingest/demo/demo-article.ts";
import { DEMO_IMAGE_NAMES, DEMO_IMAGES, demoImage } from "../../src/ingest/demo/demo-images.ts";
import { demoNewsroom } from "../../src/ingest/demo/demo-newsroom.ts";
import { parseNinjsItem } from "../../src/ingest/formats/ninjs/parse-ninjs-item.ts";

const NOW = new Date("2025-03-30T09:41:27.500Z");
const FOURTEEN_DAYS_MS = 14 * 24 * 60 * 60 * 1_000;
const SAMPLE_URI = "https://journal.example/articles/soldats-nord-coreens-russie";
const BLOCK_TYPES: BlockType[] = [
  "DIVIDER",
  "EMBED",
  "HEADING",
  "IMAGE",
  "LIST",
  "PARAGRAPH",
  "QUOTE",
  "RELATED_STORY",
  "TABLE",
];

/** The page as its readers see it; RELATED_STORY is where the box stands. */
const SAMPLE_LINES = [
  "Des soldats nord-coréens en route pour soutenir la Russie ?",
  "Environ 3 000 soldats nord-coréens auraient été envoyés en Russie, possiblement pour participer au conflit en Ukraine. Selon le Service national de renseignement sud-coréen, ces soldats sont formés par l'armée russe à l'utilisation d'équipements avancés comme les drones. Bien qu'ils soient physiquement robustes et dotés d'un moral élevé, ils pourraient rencontrer des difficultés dues à leur expérience limitée avec la guerre moderne.",
  "Le NIS a également constaté d'autres mesures significatives :",
  "Déplacement de familles de soldats nord-coréens dans des zones isolées, efforts militaires de la Russie pour recruter des traducteurs, et rumeurs locales sur la présence de troupes nord-coréennes non divulguée aux citoyens.",
  "Si l'information se confirme, elle pourrait transformer la scène politique internationale. La Corée du Nord pourrait tirer profit d'une coopération accrue avec la Russie, d'autant plus qu'elle entretient des différends avec les pays occidentaux. Cette collaboration permettrait à la Corée du Nord d'acquérir des technologies avancées en matière d'armement de la Russie, renforçant ainsi ses systèmes nucléaires et de missiles. Un tel scénario pourrait accroître les tensions sur la péninsule coréenne et poser de nouveaux défis à la Corée du Sud.",
  "Les troupes nord-coréennes rejoignant potentiellement le conflit suscitent des inquiétudes parmi les alliés occidentaux. Les États-Unis et l'OTAN s'interrogent sur les implications possibles, bien qu'ils n'aient pas confirmé ces mouvements de troupes. L'Ukraine affirme que la Corée du Nord est impliquée, tandis que la Russie pourrait trouver utile le soutien supplémentaire de soldats dans sa campagne en cours en Ukraine, malgré les risques encourus.",
  "RELATED_STORY",
  "La Corée du Nord pourrait avoir ses propres raisons de soutenir la Russie, notamment le renforcement de leurs liens et l'obtention de soutien en retour. Ce soutien pourrait inclure une aide non seulement militaire, mais aussi économique et diplomatique sur la scène internationale.",
  "La Corée du Sud envisage d'accroître son soutien à l'Ukraine en raison des changements dans l'équilibre des pouvoirs mondiaux. Elle pourrait fournir des armes à l'Ukraine en réaction à l'implication de la Corée du Nord, qui suscite des préoccupations sécuritaires.",
  "Partenariat entre la Corée du Nord et la Russie : une stratégie risquée face à l'Occident",
  "Le partenariat entre la Corée du Nord et la Russie pourrait rehausser son image auprès des pays opposés à l'influence occidentale. Cependant, cela comporte des risques importants de pertes militaires et de réactions négatives de la communauté internationale. Cette relation met en lumière les dynamiques de pouvoir instables dans la région.",
];
const SAMPLE_RELATED = [
  [
    "INLINE",
    "READ_ALSO",
    "forum-canadien-kara-mourza",
    new Date("2024-11-24T02:04:00+01:00"),
    "Forum canadien honore Vladimir Kara-Mourza, critique intrépide du Kremlin",
  ],
  [
    "END",
    "READ_ALSO",
    "missiles-russes-troupes-nord-coreennes",
    new Date("2024-11-22T10:28:00+01:00"),
    "Missiles russes contre troupes nord-coréennes : l'alliance inquiétante s'intensifie",
  ],
  [
    "END",
    "READ_ALSO",
    "mines-antipersonnel-ukraine",
    new Date("2024-11-21T04:38:00+01:00"),
    "Débat mondial : mines antipersonnel américaines en Ukraine et enjeux humanitaires",
  ],
  [
    "END",
    "READ_ALSO",
    "poutine-menace-nucleaire",
    new Date("2024-11-20T11:27:00+01:00"),
    "Poutine redéfinit la menace nucléaire : enjeux et perspectives",
  ],
];

const parsed = demoNewsroom(NOW).map((item) => parseNinjsItem(item, { timeZone: "Europe/Paris", now: NOW }));
const drafts = parsed.flatMap(({ draft }) => (draft === undefined ? [] : [draft]));
const articles = drafts.filter(({ uri }) => uri !== SAMPLE_URI);
const unique = (values: Iterable<string>) => [...new Set(values)].toSorted();
const blocksOf = (article: ArticleDraft | undefined) => article?.body ?? [];
const lineOf = (block: StoredBlock) => ("content" in block ? block.content.text : block.type);
const pathOf = ({ section = [] }: ArticleDraft) => section.map(({ slug }) => slug).join("/");

const withoutTags = (html: string) => html.replaceAll(/<[^>]+>/g, " ");

/** Everything a reader reads, in one language, as the files write it. */
const proseIn = (language: string) =>
  DEMO_ARTICLES.filter((article) => article.language === language).flatMap(
    ({ headline, kicker, standfirst, body, pictures, related }) => [
      headline,
      kicker,
      standfirst,
      ...body.map(withoutTags),
      ...pictures.flatMap((name) => [DEMO_IMAGES.get(name)?.alt ?? "", DEMO_IMAGES.get(name)?.caption ?? ""]),
      ...related.map(({ label }) => label ?? ""),
    ],
  );

describe("demoNewsroom", () => {
  test("every item is read as it is meant, with nothing inferred, lost or refused", () => {
    expect(parsed.flatMap(({ notes, problems }) => [...notes, ...problems])).toEqual([]);
    expect(drafts).toHaveLength(68);
  });

  test("the newsroom has eight sections in two levels, ten contributors and two languages", () => {
    expect(unique(drafts.map(pathOf))).toEqual([
      "culture",
      "culture/scenes",
      "economie",
      "monde",
      "region",
      "region/transports",
      "sciences",
      "sport",
    ]);
    expect(new Set(drafts.flatMap(({ contributors }) => contributors.map(({ uri }) => uri))).size).toBe(10);
    expect(articles.filter(({ language }) => language === "fr")).toHaveLength(47);
    expect(articles.filter(({ language }) => language === "en")).toHaveLength(20);
  });

  test("every relation kind, placement, tag kind and block type is there", () => {
    const edges = articles.flatMap(({ related }) => related);
    expect(unique(edges.map(({ kind }) => kind))).toEqual(RELATION_KINDS.toSorted());
    expect(unique(edges.map(({ placement }) => placement))).toEqual(PLACEMENTS.toSorted());
    expect(unique(articles.flatMap(({ tags }) => tags.map(({ kind }) => kind)))).toEqual(TAG_KINDS.toSorted());
    expect(unique(articles.flatMap(blocksOf).map(({ type }) => type))).toEqual(BLOCK_TYPES);
    expect(
      articles.flatMap(blocksOf).filter((block) => block.type === "PARAGRAPH" && block.role === "LEAD_IN"),
    ).toHaveLength(11);
  });

  test("uris and slugs are unique", () => {
    expect(new Set(drafts.map(({ uri }) => uri)).size).toBe(drafts.length);
    expect(new Set(drafts.map(({ slug }) => slug)).size).toBe(drafts.length);
  });

  test("every related story and every linked article is in the newsroom, under the headline it has there", () => {
    const headlines = new Map(articles.map(({ uri, headline }) => [uri, headline]));
    const targets = articles.flatMap(({ related }) =>
      related.map(({ target }) => [target.uri, target.headline] as const),
    );
    expect(targets.filter(([uri, headline]) => headlines.get(uri) !== headline)).toEqual([]);

    const paths = new Set(articles.map(({ slug }) => `/articles/${slug}`));
    const links = articles
      .flatMap(blocksOf)
      .flatMap((block) => (block.type === "PARAGRAPH" ? (block.content.links ?? []) : []));
    const toArticles = links.filter(({ href }) => href.startsWith("/"));
    expect(toArticles).toHaveLength(6);
    expect(toArticles.filter(({ href }) => !paths.has(href))).toEqual([]);
  });

  test("some edges carry the editor's own label beside the headline of their story", () => {
    expect(demoNewsroom(NOW).flatMap((item) => JSON.stringify(item).match(/"role":"label"/g) ?? [])).toHaveLength(9);
  });

  test("translations come in pairs, one in each language", () => {
    const pairs = Map.groupBy(
      articles.filter(({ translationKey }) => translationKey !== undefined),
      ({ translationKey }) => translationKey,
    );
    expect(pairs.size).toBe(13);
    for (const pair of pairs.values()) expect(unique(pair.map(({ language }) => language))).toEqual(["en", "fr"]);
  });

  test("all was published and changed in the fourteen days before now, the newest minutes ago", () => {
    const times = articles.flatMap(({ publishedAt, updatedAt }) => [
      publishedAt?.getTime() ?? 0,
      updatedAt?.getTime() ?? 0,
    ]);
    expect(Math.max(...times)).toBe(Date.parse("2025-03-30T09:29:00Z"));
    expect(Math.min(...times)).toBeGreaterThan(NOW.getTime() - FOURTEEN_DAYS_MS);
    expect(demoNewsroom(NOW)).toEqual(demoNewsroom(new Date(NOW)));
  });

  test("an article has 120 to 350 words", () => {
    const words = DEMO_ARTICLES.map(({ body }) => body.map(withoutTags).join(" ").trim().split(/\s+/).length);
    expect(words.filter((count) => count < 120 || count > 350)).toEqual([]);
  });

  test("the prose is set properly: no typewriter quotes, no sign that could break away from its word in French", () => {
    const french = proseIn("fr");
    expect([...french, ...proseIn("en")].filter((text) => /['"]/.test(text))).toEqual([]);
    expect(french.filter((text) => /« | [»;!?:%]|\p{L}[»;!?]/u.test(text))).toEqual([]);
  });

  test("the sample page says what the page says, line for line, with its related stories where they stand", () => {
    const sample = drafts.find(({ uri }) => uri === SAMPLE_URI);

    expect(sample).toMatchObject({
      slug: "soldats-nord-coreens-russie",
      language: "fr",
      dateline: "Paris",
      section: [{ slug: "monde", name: "Monde" }],
      representation: "FULL",
      publishedAt: new Date("2024-11-24T07:30:00+01:00"),
      contributors: [],
    });
    expect([sample?.headline, ...blocksOf(sample).map(lineOf)]).toEqual(SAMPLE_LINES);
    expect(
      sample?.related.map(({ placement, kind, target }) => [
        placement,
        kind,
        target.slug,
        target.publishedAt,
        target.headline,
      ]),
    ).toEqual(SAMPLE_RELATED);
  });
});

describe("demoImage", () => {
  test("every picture of the newsroom is drawn, wide and square, with the alt text as its title", () => {
    const images = articles.flatMap((article) => article.images);
    const hrefs = unique(images.flatMap(({ renditions }) => renditions.map(({ href }) => href)));
    expect(hrefs).toEqual(DEMO_IMAGE_NAMES.map((name) => `/demo/images/${name}.svg`).toSorted());
    for (const { url, alt } of images)
      expect(demoImage(url.slice("/demo/images/".length, -".svg".length))).toContain(`<title>${alt}</title>`);
    expect(demoImage("tram-quai")).toContain('width="1200" height="675"');
    expect(demoImage("tram-quai-square")).toContain('width="800" height="800"');
  });

  test.each(["", "tram", "-square", "../tram-quai", "constructor"])("the name %j draws nothing", (name) => {
    expect(demoImage(name)).toBeUndefined();
  });
});
