import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveDemo } from "../support/demo.ts";
import { draftOf, edgeTo } from "../support/draft.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { readText, ROOT } from "./repository.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const FOLDER = "schema/operations";
const SIZES = [1, 20, 100];
const documents = new Map(
  readdirSync(join(ROOT, FOLDER)).map((file) => [file.replace(/\.graphql$/, ""), readText(`${FOLDER}/${file}`)]),
);
const documentOf = (name: string) => documents.get(name) ?? "";
/** What the operation's first line says it costs. */
const statementsOf = (name: string) => Number(/^# statements: (\d+)\n/.exec(documentOf(name))?.[1]);

/** What an operation may cost at the very most. */
const CEILINGS: [name: string, statements: number][] = [
  ["ArticlePage", 2],
  ["FrontPage", 3],
  ["SectionPage", 2],
  ["StoryTrail", 2],
  ["Search", 3],
];

type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;

/** The demo newsroom's slugs, by what they name. */
interface Slugs {
  articles: string[];
  /** Those with pictures in their body, and those without. */
  illustrated: string[];
  plain: string[];
  tags: string[];
  contributors: string[];
  sections: string[];
  storylines: string[];
}

interface Newsroom extends Record<"tags" | "contributors" | "storylines", { nodes: { slug: string }[] }> {
  articles: { nodes: { slug: string; body: { blocks: object[] } | null }[] };
  sections: { path: string }[];
}

/** For each operation, all that it is asked with; each costs the same. */
const VARIABLES: Record<string, (slugs: Slugs) => object[]> = {
  ArticlePage: ({ illustrated }) => illustrated.map((slug) => ({ slug })),
  Changes: () =>
    SIZES.flatMap((first) => [
      { first },
      { first, since: "now" },
      { first, filter: { kinds: ["PUBLISHED"], languages: ["fr"] } },
    ]),
  ContributorPage: ({ contributors }) => sized(contributors),
  FrontPage: () => [{}],
  Latest: () => SIZES.flatMap((first) => [{ first }, { first, filter: { languages: ["fr"], hasImage: true } }]),
  Neighbourhood: ({ articles }) => articles.slice(0, 20).flatMap((slug) => [1, 2, 3].map((depth) => ({ slug, depth }))),
  Search: () =>
    SIZES.flatMap((first) =>
      ["gare", "gare -grève", "unicorn", ""].map((query) => ({ query, first, orderBy: "NEWEST" })),
    ),
  SectionPage: ({ sections }) => SIZES.flatMap((first) => sections.map((path) => ({ path, first }))),
  Sections: () => [{}],
  Storyline: ({ storylines }) => storylines.map((slug) => ({ slug })),
  StoryTrail: ({ articles }) => articles.map((slug) => ({ slug })),
  Suggestions: ({ articles }) => sized(articles),
  TagPage: ({ tags }) => sized(tags),
  WhoPointsHere: ({ articles }) => sized(articles),
};
const sized = (slugs: string[]) => SIZES.flatMap((first) => slugs.slice(0, 5).map((slug) => ({ slug, first })));

async function costsOf(gateway: TestGateway, name: string, variables: object[]): Promise<number[]> {
  const costs = new Set<number>();
  for (const each of variables) {
    const { data, errors, statementCount } = await gateway.query(documentOf(name), each);
    expect(errors).toBeUndefined();
    expect(Object.values(data)).not.toContain(null);
    costs.add(statementCount);
  }
  return [...costs];
}

describe("A saved operation", () => {
  let gateway: TestGateway;
  let slugs: Slugs;
  beforeAll(async () => {
    gateway = await startTestGateway({ now: NOW });
    await saveDemo(gateway);
    const { data } = await gateway.query<Newsroom>(
      `{ articles(first: 100) { nodes { slug body { blocks(types: [IMAGE]) { id } } } }
        tags { nodes { slug } } storylines { nodes { slug } } contributors { nodes { slug } } sections(rootOnly: false) { path } }`,
    );
    const slugsOf = ({ nodes }: { nodes: { slug: string }[] }) => nodes.map(({ slug }) => slug);
    const hasPictures = ({ body }: { body: { blocks: object[] } | null }) => body !== null && body.blocks.length > 0;
    slugs = {
      articles: slugsOf(data.articles),
      illustrated: slugsOf({ nodes: data.articles.nodes.filter((article) => hasPictures(article)) }),
      plain: slugsOf({ nodes: data.articles.nodes.filter((article) => !hasPictures(article)) }),
      tags: slugsOf(data.tags),
      contributors: slugsOf(data.contributors),
      storylines: slugsOf(data.storylines),
      sections: data.sections.map(({ path }) => path),
    };
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  test("has its variables here, and its statements in its first line", () => {
    expect(Object.keys(VARIABLES).toSorted()).toEqual([...documents.keys()].toSorted());
    expect([...documents.keys()].filter((name) => Number.isNaN(statementsOf(name)))).toEqual([]);
  });

  test.each(Object.entries(VARIABLES))(
    "%s costs the statements of its first line, whatever it is asked with",
    async (name, variablesOf) => {
      expect(await costsOf(gateway, name, variablesOf(slugs))).toEqual([statementsOf(name)]);
    },
  );

  test("ArticlePage costs one statement less where the body has no pictures", async () => {
    expect(
      await costsOf(
        gateway,
        "ArticlePage",
        slugs.plain.map((slug) => ({ slug })),
      ),
    ).toEqual([statementsOf("ArticlePage") - 1]);
  });

  test.each(CEILINGS)("%s costs at most %i", (name, ceiling) => {
    expect(statementsOf(name)).toBeLessThanOrEqual(ceiling);
  });

  test.each([
    ["Latest", { first: 3 }, ["articles"]],
    ["SectionPage", { first: 3, path: "region" }, ["section", "articles"]],
    ["ContributorPage", { first: 2 }, ["contributor", "articles"]],
    ["TagPage", { first: 1 }, ["tag", "articles"]],
  ])("%s costs the same on a later page", async (name, variables, path) => {
    const given = { slug: name === "TagPage" ? slugs.tags[0] : slugs.contributors[0], ...variables };
    const { data } = await gateway.query(documentOf(name), given);
    const connection = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data);
    const after = (connection as { pageInfo: { endCursor: string } }).pageInfo.endCursor;

    expect(await costsOf(gateway, name, [{ ...given, after }])).toEqual([statementsOf(name)]);
  });
});

describe("FrontPage", () => {
  let gateway: TestGateway;
  beforeAll(async () => void (gateway = await startTestGateway({ now: NOW })));
  afterAll(() => gateway[Symbol.asyncDispose]());

  interface Front {
    sections: { articles: { nodes: { related: { edges: object[] } }[] } }[];
  }

  test("costs the same for 10 sections × 10 articles × 3 related", async () => {
    const stories = Array.from({ length: 100 }, (_, index) =>
      draftOf(`urn:story:${index}`, {
        section: [{ slug: `section-${index % 10}`, name: `Section ${index % 10}` }],
        contributors: [1, 2].map((number) => ({ name: `Reporter ${(index + number) % 7}`, role: "AUTHOR" as const })),
        images: [{ url: `https://pictures.example/${index}.jpg`, alt: "", renditions: [] }],
        leadImage: `https://pictures.example/${index}.jpg`,
        related: [1, 2, 3, 4].map((step) => edgeTo(`urn:story:${(index + step) % 100}`)),
      }),
    );
    await gateway.save(...stories);
    const { data, statementCount } = await gateway.query<Front>(documentOf("FrontPage"));
    const articles = data.sections.map((section) => section.articles.nodes);

    expect(articles.map((nodes) => nodes.length)).toEqual(Array.from({ length: 10 }, () => 10));
    expect(articles.flat().map(({ related }) => related.edges.length)).toEqual(Array.from({ length: 100 }, () => 3));
    expect(statementCount).toBe(statementsOf("FrontPage"));
  });
});
