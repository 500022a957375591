import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../../support/draft.ts";
import { holderOf } from "../../support/holder.ts";
import { type DeskGateway, NOW, PAYLOAD, type Payload, startDesk, text } from "./desk-gateway.ts";

let desk: DeskGateway;
beforeAll(async () => {
  desk = await startDesk();
  const pictured = {
    images: [{ url: "https://img.example/1.jpg", alt: "Old", credit: "Agency", width: 800, renditions: [] }],
    leadImage: "https://img.example/1.jpg",
  };
  await desk.save(
    draftOf("urn:old", {
      ...pictured,
      slug: "old",
      section: [
        { slug: "world", name: "World" },
        { slug: "asia", name: "Asia" },
      ],
      tags: [{ kind: "TOPIC", name: "Tides", relevance: 0.5 }],
      contributors: [{ name: "Ada Brook", role: "PHOTOGRAPHER" }],
    }),
  );
  await desk.save(draftOf("urn:old", { ...pictured, slug: "older", version: 2 }));
});
afterAll(() => desk[Symbol.asyncDispose]());

const create = (input: string, answer?: string) => desk.write(`createArticle(input: ${input})`, answer);

describe("Mutation.createArticle", () => {
  test("makes a draft with all that is given, read and summed up as ingest does it", async () => {
    const { article } = await desk.write<{ article: object }>(
      `createArticle(input: {
        uri: "urn:new", slug: "bridge", headline: " The  bridge ", kicker: "Traffic", standfirst: "At last.", dateline: "Lyon",
        byline: "By Ada", language: "FR-fr", contributorIds: ["Contributor:1"], sectionId: "Section:2", tagIds: ["Tag:1"],
        bodyHtml: "<p>It <b>opens</b>.</p><script>alert(1)</script><figure><img src='https://img.example/1.jpg' alt='New'></figure>",
        urgency: 2, copyrightHolder: "H", copyrightNotice: "N", usageTerms: "T", syndicatable: false })`,
      `article { uri slug headline kicker standfirst { text } summary dateline byline language urgency status version
        representation embargoedUntil published { iso } updated { iso } modified { iso } section { path }
        contributors { role contributor { name } } tags { relevance tag { name } } leadImage { url alt credit width }
        body { html wordCount } rights { copyrightHolder copyrightNotice usageTerms syndicatable } corrections { text }
        versions { nodes { version at headline changedFields article { uri } } } notice { kind } }`,
    );

    expect(article).toEqual({
      uri: "urn:new",
      slug: "bridge",
      headline: "The bridge",
      kicker: "Traffic",
      standfirst: { text: "At last." },
      summary: "At last.",
      dateline: "Lyon",
      byline: "By Ada",
      language: "fr-FR",
      urgency: 2,
      status: "DRAFT",
      version: 1,
      representation: "FULL",
      embargoedUntil: null,
      published: null,
      updated: null,
      modified: { iso: NOW.toISOString() },
      section: { path: "world/asia" },
      contributors: [{ role: "AUTHOR", contributor: { name: "Ada Brook" } }],
      tags: [{ relevance: 1, tag: { name: "Tides" } }],
      leadImage: { url: "https://img.example/1.jpg", alt: "New", credit: "Agency", width: 800 },
      body: {
        html: '<p>It <strong>opens</strong>.</p>\n<figure><img src="https://img.example/1.jpg" alt="New" width="800" /><figcaption><small class="credit">Agency</small></figcaption></figure>',
        wordCount: 2,
      },
      rights: { copyrightHolder: "H", copyrightNotice: "N", usageTerms: "T", syndicatable: false },
      corrections: [],
      versions: {
        nodes: [
          {
            version: 1,
            at: NOW.toISOString(),
            headline: "The bridge",
            changedFields: [],
            article: { uri: "urn:new" },
          },
        ],
      },
      notice: null,
    });
    expect(await desk.reader(`{ article(uri: "urn:new") { uri } }`)).toEqual({ article: null });
  });

  test("gives it a uri and a free slug of its own, and tells caches", async () => {
    const { id, problems, purgedTags, article } = await create(
      `{ headline: "Older", language: "en", sectionId: "Section:2" }`,
    );

    expect(problems).toEqual([]);
    expect(article).toEqual({ version: 1, status: "DRAFT" });
    expect(purgedTags).toEqual([id, "Section:1", "Section:2"]);
    expect(await desk.desk(`{ article(id: ${text(id ?? "")}) { uri slug body { html } } }`)).toEqual({
      article: { uri: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/), slug: "older-2", body: { html: "" } },
    });
  });

  test("in the readers' view the writer gets the id of the draft, not the draft", async () => {
    const { data } = await desk.query<{ createArticle: Payload }>(
      `mutation { createArticle(input: { headline: "Hidden", language: "en" }) { ${PAYLOAD} } }`,
      undefined,
      { viewer: holderOf("content:write") },
    );

    expect(data.createArticle).toMatchObject({
      id: expect.stringMatching(/^Article:\d+$/),
      problems: [],
      article: null,
    });
  });

  test.each([
    ['{ headline: " ", language: "en" }', "VALUE_INVALID", "input.headline", "headline must not be empty."],
    [
      `{ headline: "${"x".repeat(1_001)}", language: "en" }`,
      "TOO_LONG",
      "input.headline",
      "headline takes at most 1000 characters, got 1001.",
    ],
    [
      `{ headline: "a", language: "e_n" }`,
      "VALUE_INVALID",
      "input.language",
      'A locale is a BCP 47 tag such as "fr-CA", got "e_n".',
    ],
    [
      `{ headline: "a", language: "en", slug: "Not One" }`,
      "VALUE_INVALID",
      "input.slug",
      'A slug has lower-case letters, digits and hyphens, like "not-one".',
    ],
    [
      `{ headline: "a", language: "en", slug: "older" }`,
      "TAKEN",
      "input.slug",
      "Another article has or had the slug older.",
    ],
    [
      `{ headline: "a", language: "en", slug: "old" }`,
      "TAKEN",
      "input.slug",
      "Another article has or had the slug old.",
    ],
    [`{ headline: "a", language: "en", uri: "urn:old" }`, "TAKEN", "input.uri", "Another article has this uri."],
    [
      `{ headline: "a", language: "en", uri: "no scheme" }`,
      "VALUE_INVALID",
      "input.uri",
      'A uri has a scheme, like "urn:newsroom:42".',
    ],
    [
      `{ headline: "a", language: "en", urgency: 10 }`,
      "VALUE_INVALID",
      "input.urgency",
      "urgency is 1 (highest) to 9, got 10.",
    ],
    [
      `{ headline: "a", language: "en", sectionId: "Section:99" }`,
      "NOT_FOUND",
      "input.sectionId",
      "There is no Section:99.",
    ],
    [`{ headline: "a", language: "en", sectionId: "Tag:1" }`, "ID_INVALID", "input.sectionId", "Tag:1 is no Section."],
    [
      `{ headline: "a", language: "en", tagIds: ["Tag:1", "Tag:99"] }`,
      "NOT_FOUND",
      "input.tagIds.1",
      "There is no Tag:99.",
    ],
    [
      `{ headline: "a", language: "en", tagIds: ["Tag:1", "Tag:1"] }`,
      "DUPLICATE",
      "input.tagIds.1",
      "This is there already.",
    ],
    [
      `{ headline: "a", language: "en", tagIds: [${Array.from({ length: 101 }, () => '"Tag:1"').join(" ")}] }`,
      "TOO_MANY",
      "input.tagIds",
      "At most 100 are taken, got 101.",
    ],
    [
      `{ headline: "a", language: "en", contributorIds: ["Contributor:99"] }`,
      "NOT_FOUND",
      "input.contributorIds.0",
      "There is no Contributor:99.",
    ],
    [
      `{ headline: "a", language: "en", leadImageId: "Image:99" }`,
      "NOT_FOUND",
      "input.leadImageId",
      "There is no Image:99.",
    ],
    [
      `{ headline: "a", language: "en", bodyHtml: "<figure data-association='picture-1'></figure>" }`,
      "NOT_FOUND",
      "input.bodyHtml",
      "The article has no picture named picture-1.",
    ],
    [
      `{ headline: "a", language: "en", bodyHtml: "<aside class='related'><a href='/articles/nowhere'>Nowhere</a></aside>" }`,
      "NOT_FOUND",
      "input.bodyHtml",
      "https://news.example/articles/nowhere leads to no article of ours.",
    ],
  ])("%s is refused: %s, and nothing is kept", async (...[input, code, path, message]) => {
    const before = await desk.rowCounts();

    const { problems, ...rest } = await create(input);

    expect(problems[0]).toEqual({ code, message, path: path.split(".") });
    expect(rest).toEqual({ id: null, purgedTags: [], article: null });
    expect(await desk.rowCounts()).toEqual(before);
    expect(desk.faults).toEqual([]);
  });

  test("says all that is wrong at once", async () => {
    const { problems } = await create(`{ headline: "", language: "en", urgency: 0, tagIds: ["Tag:99"], slug: "old" }`);

    expect(problems.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["VALUE_INVALID", "input.headline"],
      ["VALUE_INVALID", "input.urgency"],
      ["TAKEN", "input.slug"],
      ["NOT_FOUND", "input.tagIds.0"],
    ]);
  });

  test("text that PostgreSQL has no room for is kept without it", async () => {
    const { createArticle } = await desk.desk<{ createArticle: object }>(
      `mutation ($input: ArticleInput!) { createArticle(input: $input) { problems { code } article { headline kicker body { text } } } }`,
      { input: { headline: "A\0b", kicker: "\ud800", language: "en", bodyHtml: "<p>x\ud800y</p>" } },
    );

    expect(createArticle).toEqual({
      problems: [],
      article: { headline: "Ab", kicker: "\ufffd", body: { text: "x\ufffdy" } },
    });
  });

  test.each([[[]], [["content:read", "content:desk"]], [["keys:admin"]]] as const)(
    "a caller with the scopes %j is FORBIDDEN, and nothing is read",
    async (scopes) => {
      const { data, errors, statementCount } = await desk.query(
        `mutation { createArticle(input: { headline: "a", language: "en" }) { articleId } }`,
        undefined,
        { viewer: holderOf(...scopes) },
      );

      expect(data).toBeNull();
      expect(errors?.map(({ message, extensions }) => [extensions.code, message])).toEqual([
        ["FORBIDDEN", "This takes a key with the scope content:write."],
      ]);
      expect(statementCount).toBe(0);
    },
  );
});
