import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ArticleDraft } from "../../../src/content/article/article.draft.ts";
import { saveStorylines } from "../../../src/content/storyline/storyline.commands.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { hidden, NEIGHBOURS } from "../hidden-story.ts";
import { holesIn } from "../holes.ts";
import { SEEN, WAYS, withFragments } from "../ways-to-an-article.ts";
import { type DeskGateway, NOW, type Payload, startDesk } from "./desk-gateway.ts";

const TOMBSTONE = `__typename ... on Tombstone { uri at notice { kind at publicText replacement { uri } } }`;

const killed = (body: string, changes: Partial<ArticleDraft>) =>
  hidden({
    kicker: "libelkicker",
    dateline: "libeldateline",
    standfirst: { text: "libelstandfirst" },
    body: [{ type: "PARAGRAPH", role: "BODY", content: { text: body } }],
    ...changes,
  });

const OWN = { url: "https://img.example/1.jpg", alt: "libelalt", caption: "libelcaption", renditions: [] };
const SHARED = { url: "https://img.example/2.jpg", alt: "The harbour", renditions: [] };

describe("A killed story", () => {
  let desk: DeskGateway;
  let id: string;
  let pointing: string[];
  let killing: Payload;
  let variables: Record<string, unknown>;
  beforeAll(async () => {
    desk = await startDesk();
    await desk.save(
      killed("libelonce", {
        slug: "hidden-once",
        images: [OWN, SHARED],
        leadImage: "https://img.example/1.jpg",
      }),
    );
    const saved = await desk.save(...NEIGHBOURS, killed("libelbody", { version: 2, images: [OWN, SHARED] }));
    await desk.save(draftOf("urn:sharing", { images: [SHARED], leadImage: SHARED.url }));
    id = `Article:${saved.at(-1)?.id}`;
    const { section, tags, contributors } = await desk.reader<{
      section: { id: string };
      tags: { nodes: { id: string }[] };
      contributors: { nodes: { id: string }[] };
    }>(`{ section(path: "world/asia") { id } tags { nodes { id } } contributors { nodes { id } } }`);
    variables = {
      id,
      ids: [id, `Article:${saved[0]?.id}`],
      section: section.id,
      tag: tags.nodes[0]?.id,
      contributor: contributors.nodes[0]?.id,
    };
    await desk.write(`setFront(sectionId: "${section.id}", slots: [{ articleId: "${id}" }])`, "problems { code }");
    pointing = [saved[2], saved[3]].map((one) => `Article:${one?.id}`);
    const entries = [{ article: "urn:hidden", keyMoment: false, caption: "libelentry" }];
    await saveStorylines(
      desk.database.em(),
      [{ uri: "urn:line", title: "Line", status: "ACTIVE", entries }],
      desk.clock,
    );
    killing = await desk.write(
      `withdrawArticle(id: "${id}", kind: KILL, reason: "Libel.", publicText: "Taken back.", replacementId: "${pointing[0]}")`,
    );
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  test("is a version of its own, and every answer that showed it is to be dropped", () => {
    expect(killing).toMatchObject({ id, problems: [], article: { version: 3, status: "WITHDRAWN" } });
    expect(killing.purgedTags).toEqual(expect.arrayContaining([id, variables["section"], ...pointing]));
  });

  test.each(WAYS)("is gone by way of %s, without a hole", async (_way, operation) => {
    const data = await desk.reader<object>(withFragments(operation), variables);

    expect(JSON.stringify(data)).not.toMatch(SEEN);
    expect(holesIn(data)).toEqual([]);
  });

  test.each([
    ["front", `{ section(path: "world/asia") { front { headline article { uri } } } }`],
    ["search", `{ search(query: "hidden") { nodes { uri } } }`],
    ["versions", `{ articles { nodes { versions { nodes { headline } } } } }`],
  ])("is gone from %s", async (_way, operation) => {
    expect(JSON.stringify(await desk.reader(operation))).not.toMatch(SEEN);
  });

  test("leaves no text, edge, picture or place on a front behind", async () => {
    const key = id.slice("Article:".length);
    const [left] = (await desk.database.execute(`select
      (select count(*)::int from article_bodies where article_id = ${key}) as bodies,
      (select count(*)::int from article_search where article_id = ${key}) as words,
      (select count(*)::int from related_stories where ${key} in (article_id, target_id)) as edges,
      (select count(*)::int from suggestions where ${key} in (article_id, target_id)) as suggestions,
      (select count(*)::int from front_slots where article_id = ${key}) as slots,
      (select count(*)::int from articles where id = ${key} and lead_image_id is not null) as pictures`)) as object[];

    expect(left).toEqual({ bodies: 0, words: 0, edges: 0, suggestions: 0, slots: 0, pictures: 0 });
  });

  test("leaves no word of its text in any table, former versions included; the desk keeps what it was called", async () => {
    const tables = (await desk.database.execute(
      "select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'",
    )) as { name: string }[];
    const meeting = async (word: string) => {
      const met: string[] = [];
      for (const { name } of tables) {
        const rows = await desk.database.execute(`select from "${name}" as t where t::text like '%${word}%' limit 1`);
        if (rows.length > 0) met.push(name);
      }
      return met.toSorted();
    };

    for (const word of [
      "libelkicker",
      "libeldateline",
      "libelentry",
      "libelstandfirst",
      "libelbody",
      "libelonce",
      "libelalt",
      "libelcaption",
    ])
      expect(await meeting(word), word).toEqual([]);
    expect(await meeting("The harbour")).toEqual(["article_images", "article_versions"]);
    expect(await meeting("Hidden story")).toEqual(["article_versions", "articles"]);
  });

  test("leaves a tombstone at its path and at its paths of old", async () => {
    const tombstone = {
      __typename: "Tombstone",
      uri: "urn:hidden",
      at: NOW.toISOString(),
      notice: { kind: "KILL", at: NOW.toISOString(), publicText: "Taken back.", replacement: { uri: "urn:host" } },
    };

    expect(
      await desk.reader(
        `{ now: resolvePath(path: "/articles/hidden-now") { ${TOMBSTONE} } once: resolvePath(path: "/articles/hidden-once/?a=b") { ${TOMBSTONE} } }`,
      ),
    ).toEqual({ now: tombstone, once: tombstone });
  });

  test("the log has it as WITHDRAWN, and the stories that pointed at it as changed", async () => {
    const { changes } = await desk.reader<{ changes: { changes: { kind: string; entityId: string }[] } }>(
      `{ changes { changes { kind entityId article { uri } tombstone { uri notice { kind publicText } } } } }`,
    );

    expect(changes.changes).toContainEqual({
      kind: "WITHDRAWN",
      entityId: id,
      article: null,
      tombstone: { uri: "urn:hidden", notice: { kind: "KILL", publicText: "Taken back." } },
    });
    const turned = changes.changes.filter(({ kind, entityId }) => kind === "RELATIONS_CHANGED" && entityId !== id);
    expect(turned.map(({ entityId }) => entityId).toSorted()).toEqual(pointing.toSorted());
  });

  test("is readable at the desk, with its notice and its versions, without its body", async () => {
    expect(
      await desk.desk(
        `query ($id: ID!) { article(id: $id) { status headline body { html } leadImage { url } notice { kind at publicText replacement { uri } }
          related { totalCount } versions { nodes { version changedFields } } } }`,
        { id },
      ),
    ).toEqual({
      article: {
        status: "WITHDRAWN",
        headline: "Hidden story",
        body: null,
        leadImage: null,
        notice: {
          kind: "KILL",
          at: NOW.toISOString(),
          publicText: "Taken back.",
          replacement: { uri: "urn:host" },
        },
        related: { totalCount: 0 },
        versions: {
          nodes: [
            { version: 3, changedFields: ["status"] },
            { version: 2, changedFields: ["slug", "leadImage", "body"] },
            { version: 1, changedFields: [] },
          ],
        },
      },
    });
  });

  test.each([
    ["updateArticle", `patch: { headline: "Back" }`],
    ["publishArticle", "at: null"],
    ["unpublishArticle", "ifVersion: 3"],
    ["correctArticle", `kind: UPDATE, note: "Back.", patch: {}`],
    ["withdrawArticle", `kind: KILL, reason: "Again."`],
  ])("is final: %s is refused", async (mutation, args) => {
    const before = await desk.rowCounts();

    expect(await desk.write(`${mutation}(id: "${id}", ${args})`)).toEqual({
      id: null,
      problems: [
        { code: "WITHDRAWN", message: "The article was withdrawn, which is final: write a new one.", path: ["id"] },
      ],
      purgedTags: [],
      article: null,
    });
    expect(await desk.rowCounts()).toEqual(before);
  });

  test("stays withdrawn whatever its source sends", async () => {
    expect(await desk.save(hidden({ version: 9 }))).toEqual([
      { uri: "urn:hidden", id: null, outcome: "REJECTED", reason: "was withdrawn, which is final", notes: [] },
    ]);
    expect((await desk.save(hidden({ version: 9, status: "WITHDRAWN" })))[0]?.outcome).toBe("UNCHANGED");
  });

  test("is pointed at by no one: not by the desk, and by a source to no avail", async () => {
    expect(
      await desk.write(
        `setRelated(articleId: "${String((variables["ids"] as string[])[1])}", placement: END, items: [{ articleId: "${id}" }])`,
      ),
    ).toMatchObject({ problems: [{ code: "WITHDRAWN", path: ["items", "0", "articleId"] }] });
    await desk.save(draftOf("urn:new", { related: [edgeTo("urn:hidden")] }));

    expect(await desk.reader(`{ article(uri: "urn:new") { related { totalCount nodes { uri } } } }`)).toEqual({
      article: { related: { totalCount: 0, nodes: [] } },
    });
  });
});
