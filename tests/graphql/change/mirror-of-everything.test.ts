import { describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { type DeskGateway, NOW, startDesk } from "../desk/desk-gateway.ts";
import { EDITOR } from "./follow.ts";
import { dice } from "./restless-newsroom.ts";

const MINUTE_MS = 60_000;
const STEPS = Number(process.env["KIOSQUE_STEPS"] ?? 40);
const SEEDS = Array.from({ length: Number(process.env["KIOSQUE_SEEDS"] ?? 3) }, (_, index) => index + 1);
const URIS = Array.from({ length: 8 }, (_, index) => `urn:story:${index + 1}`);

/** What a partner keeps of each thing, all that other things show in it included. */
const NODE = `node { __typename id
  ... on Article { headline section { id } leadImage { id caption } tags { tag { id } } contributors { contributor { id } }
    related(first: 20) { edges { node { id headline } } }
    incoming: related(first: 20, direction: INCOMING) { edges { node { id headline } } }
    storylines { storyline { id title } } }
  ... on Section { name front(first: 20) { headline article { id } } }
  ... on Tag { name slug }
  ... on Contributor { name }
  ... on Image { url width alt caption }
  ... on Storyline { title entries(first: 20) { nodes { article { id headline } } } } }`;
const CHANGES = `query ($since: String, $first: Int) { changes(since: $since, first: $first) { nextToken hasMore changes { entityId ${NODE} } } }`;
const NODES = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${NODE.slice("node {".length)} }`;

interface Page {
  changes: { nextToken: string; hasMore: boolean; changes: { entityId: string; node: object | null }[] };
}
type Seen = typeof EDITOR | undefined;

class Mirror {
  readonly #desk: DeskGateway;
  readonly #first: number;
  readonly #seen: Seen;
  readonly copy = new Map<string, object>();
  #token: string | undefined;

  constructor(desk: DeskGateway, first: number, seen?: Seen) {
    this.#desk = desk;
    this.#first = first;
    this.#seen = seen;
  }

  async catchUp(): Promise<void> {
    for (let hasMore = true; hasMore;) {
      const { data, errors } = await this.#desk.query<Page>(
        CHANGES,
        { since: this.#token, first: this.#first },
        this.#seen,
      );
      if (errors) throw new Error(JSON.stringify(errors));
      for (const { entityId, node } of data.changes.changes)
        if (node) this.copy.set(entityId, node);
        else this.copy.delete(entityId);
      this.#token = data.changes.nextToken;
      ({ hasMore } = data.changes);
    }
  }
}

/** Whatever there is, by asking for each id. */
async function everything(desk: DeskGateway, seen?: Seen): Promise<Map<string, object>> {
  const rows = (await desk.database.execute(`select type || ':' || id as id from (
    select 'Article' as type, id from articles union all select 'Section', id from sections union all select 'Tag', id from tags
    union all select 'Contributor', id from contributors union all select 'Image', id from images
    union all select 'Storyline', id from storylines) as all_there`)) as { id: string }[];
  const found = new Map<string, object>();
  for (let from = 0; from < rows.length; from += 20) {
    const ids = rows.slice(from, from + 20).map(({ id }) => id);
    const { data, errors } = await desk.query<{ nodes: (object | null)[] }>(NODES, { ids }, seen);
    if (errors) throw new Error(JSON.stringify(errors));
    data.nodes.forEach((node, index) => node && found.set(ids[index] ?? "", node));
  }
  return found;
}

const sorted = (all: ReadonlyMap<string, object>) =>
  Object.fromEntries([...all].toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** Any state of any story, with what it shares with others. */
function anyDraft(pick: ReturnType<typeof dice>, now: Date, uri: string): ArticleDraft {
  const some = <Value>(values: readonly Value[]) => values.filter(() => pick(3) === 0);
  const section = ["world", "sport"][pick(3)];
  const images = some(["/a.jpg", "/b.jpg"]).map((url) => ({
    url,
    alt: `Alt ${pick(3)}`,
    width: 100 + pick(2),
    height: 100,
    renditions: [],
  }));
  return draftOf(uri, {
    headline: `Headline ${pick(4)}`,
    status:
      (["PUBLISHED", "PUBLISHED", "PUBLISHED", "DRAFT", "WITHDRAWN"] as const)[pick(pick(8) === 0 ? 5 : 4)] ?? "DRAFT",
    publishedAt: new Date(now.getTime() + (pick(60) - 45) * MINUTE_MS),
    ...(section && {
      section: [{ slug: section, name: section }, ...(pick(2) ? [{ slug: "deep", name: "Deep" }] : [])],
    }),
    tags: some(["Tides", "Harbours"]).map((name) => ({
      uri: `urn:tag:${name}`,
      kind: "TOPIC" as const,
      name: `${name} ${pick(2)}`,
      relevance: 1,
    })),
    contributors: some(["Ada Brook", "Desk"]).map((name) => ({ name, role: "AUTHOR" as const })),
    images,
    ...(images[0] && { leadImage: images[0].url }),
    related: some(URIS.filter((other) => other !== uri)).map((other) => edgeTo(other)),
    updatedAt: now,
  });
}

async function step(desk: DeskGateway, pick: ReturnType<typeof dice>): Promise<void> {
  const uri = URIS[pick(URIS.length)] ?? "";
  const { now } = desk.clock;
  switch (pick(8)) {
    case 0: {
      const entries = URIS.filter(() => pick(3) === 0).map((article) => ({ article, keyMoment: false }));
      await saveStorylines(
        desk.database.em(),
        [{ uri: `urn:line:${pick(2)}`, title: `Line ${pick(3)}`, status: "ACTIVE", entries }],
        desk.clock,
      );
      break;
    }
    case 1: {
      const [section] = (await desk.database.execute("select id from sections order by id limit 1")) as {
        id: string;
      }[];
      const stories = (await desk.database.execute(
        "select id from articles where status <> 'WITHDRAWN' order by id",
      )) as {
        id: string;
      }[];
      const slots = stories.filter(() => pick(3) === 0).map(({ id }) => `{ articleId: "Article:${id}" }`);
      if (section)
        await desk.write(
          `setFront(sectionId: "Section:${section.id}", slots: [${slots.join(" ")}])`,
          "problems { code }",
        );
      break;
    }
    case 2:
      desk.clock.now = new Date(now.getTime() + pick(20) * MINUTE_MS);
      break;
    default:
      await desk.save(anyDraft(pick, now, uri));
  }
}

describe("A mirror of everything", () => {
  test.each(SEEDS)(
    "ends equal to the newsroom, whatever happens there (seed %i)",
    async (seed) => {
      await using desk = await startDesk();
      const pick = dice(seed);
      const mirrors = [new Mirror(desk, 2), new Mirror(desk, 100)];
      const ofDesk = new Mirror(desk, 7, EDITOR);
      const types = new Set<string | undefined>();
      for (let count = 1; count <= STEPS; count++) {
        await step(desk, pick);
        if (pick(4) > 0 && count < STEPS) continue;
        const expected = sorted(await everything(desk));
        for (const id of Object.keys(expected)) types.add(id.split(":")[0]);
        for (const mirror of mirrors) {
          await mirror.catchUp();
          expect(sorted(mirror.copy)).toEqual(expected);
        }
      }
      // All the moments of what is scheduled have come.
      desk.clock.now = new Date(NOW.getTime() + 3 * 24 * 60 * MINUTE_MS);
      const expected = sorted(await everything(desk));
      expect(types).toEqual(new Set(["Article", "Contributor", "Image", "Section", "Storyline", "Tag"]));
      const late = new Mirror(desk, 3);
      for (const mirror of [...mirrors, late]) {
        await mirror.catchUp();
        expect(sorted(mirror.copy)).toEqual(expected);
      }
      await ofDesk.catchUp();
      expect(sorted(ofDesk.copy)).toEqual(sorted(await everything(desk, EDITOR)));
      expect(desk.faults).toEqual([]);
    },
    (20 + STEPS) * 1_000,
  );
});
