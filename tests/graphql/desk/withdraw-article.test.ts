import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf, edgeTo } from "../../support/draft.ts";
import { type DeskGateway, NOW, startDesk } from "./desk-gateway.ts";

const withdraw = (desk: DeskGateway, id: string, args = `kind: KILL, reason: "Libel."`) =>
  desk.write(`withdrawArticle(id: "${id}", ${args})`);

const TOMBSTONE = `__typename ... on Tombstone { uri at notice { kind at publicText replacement { uri } } }`;

describe("Mutation.withdrawArticle", () => {
  let desk: DeskGateway;
  beforeAll(async () => void (desk = await startDesk()));
  afterAll(() => desk[Symbol.asyncDispose]());
  const idOf = async (uri: string) =>
    (await desk.desk<{ article: { id: string } }>(`{ article(uri: "${uri}") { id } }`)).article.id;

  test("what nobody has seen is NEVER_PUBLISHED: a draft, a story to come, one taken back before its time", async () => {
    const later = new Date(NOW.getTime() + 1);
    await desk.save(
      draftOf("urn:draft", { status: "DRAFT" }),
      draftOf("urn:scheduled", { publishedAt: later }),
      draftOf("urn:embargoed", { embargoedUntil: later }),
      draftOf("urn:was-scheduled", { publishedAt: later }),
    );
    await desk.write(`unpublishArticle(id: "${await idOf("urn:was-scheduled")}")`);
    const before = await desk.rowCounts();

    for (const uri of ["urn:draft", "urn:scheduled", "urn:embargoed", "urn:was-scheduled"])
      expect(await withdraw(desk, await idOf(uri)), uri).toEqual({
        id: null,
        problems: [
          {
            code: "NEVER_PUBLISHED",
            message: "Nobody has seen the article: there is nothing to withdraw.",
            path: ["id"],
          },
        ],
        purgedTags: [],
        article: null,
      });
    expect(await desk.rowCounts()).toEqual(before);
  });

  test("what readers once saw can be withdrawn although it is a draft again", async () => {
    await desk.save(draftOf("urn:seen", { publishedAt: new Date(NOW.getTime() - 60_000) }));
    const id = await idOf("urn:seen");
    desk.clock.now = new Date(NOW.getTime() + 60_000);
    await desk.write(`unpublishArticle(id: "${id}")`);

    expect(await withdraw(desk, id)).toMatchObject({ problems: [], article: { status: "WITHDRAWN", version: 3 } });
    expect(await desk.reader(`{ resolvePath(path: "/articles/urn-seen") { __typename } }`)).toEqual({
      resolvePath: { __typename: "Tombstone" },
    });
    desk.clock.now = NOW;
  });

  test("a tombstone stands at the paths that readers saw, and at none they did not", async () => {
    const at = (slug: string) =>
      desk.reader<{ resolvePath: object }>(`{ resolvePath(path: "/articles/${slug}") { __typename } }`);
    for (const [uri, kill] of [
      ["urn:plain", async (id: string) => void (await withdraw(desk, id))],
      [
        "urn:sourced",
        async () =>
          void (await desk.save(draftOf("urn:sourced", { status: "WITHDRAWN", slug: "sourced", version: 2 }))),
      ],
    ] as const) {
      const slug = uri.slice("urn:".length);
      await desk.save(draftOf(uri, { slug }));
      const id = await idOf(uri);
      await desk.write(`unpublishArticle(id: "${id}")`);
      await desk.write(`updateArticle(id: "${id}", patch: { slug: "secret-of-${slug}" })`);
      await kill(id);
      expect(await at(slug)).toEqual({ resolvePath: { __typename: "Tombstone" } });
      expect(await at(`secret-of-${slug}`)).toEqual({ resolvePath: { __typename: "NotFound" } });
    }
  });

  test("a stub that only other stories speak of can be withdrawn, too", async () => {
    await desk.save(draftOf("urn:speaking", { related: [edgeTo("urn:spoken-of", { publishedAt: NOW })] }));

    expect(await withdraw(desk, await idOf("urn:spoken-of"))).toMatchObject({ problems: [], article: { version: 1 } });
  });

  test.each([
    [`kind: KILL, reason: " "`, "VALUE_INVALID", "reason", "reason must not be empty."],
    [
      `kind: KILL, reason: "r", publicText: "${"x".repeat(10_001)}"`,
      "TOO_LONG",
      "publicText",
      "publicText takes at most 10000 characters, got 10001.",
    ],
    [
      `kind: DUPLICATE, reason: "r", replacementId: "Article:999"`,
      "NOT_FOUND",
      "replacementId",
      "There is no Article:999.",
    ],
    [`kind: DUPLICATE, reason: "r", replacementId: "Tag:1"`, "ID_INVALID", "replacementId", "Tag:1 is no Article."],
    [
      `kind: DUPLICATE, reason: "r", replacementId: "SELF"`,
      "SELF_REFERENCE",
      "replacementId",
      "An article cannot replace itself.",
    ],
    [
      `kind: DUPLICATE, reason: "r", replacementId: "GONE"`,
      "WITHDRAWN",
      "replacementId",
      "The replacement is withdrawn itself.",
    ],
    [`kind: KILL, reason: "r", ifVersion: 8`, "VERSION_CONFLICT", "ifVersion", "The article is at version 1, not 8."],
  ])("%s is refused: %s, and nothing is kept", async (...[args, code, path, message]) => {
    await desk.save(draftOf("urn:stays"), draftOf("urn:gone"));
    const [id, gone] = [await idOf("urn:stays"), await idOf("urn:gone")];
    await withdraw(desk, gone);
    const before = await desk.rowCounts();

    expect(await withdraw(desk, id, args.replace("SELF", id).replace("GONE", gone))).toEqual({
      id: null,
      problems: [{ code, message, path: [path] }],
      purgedTags: [],
      article: null,
    });
    expect(await desk.rowCounts()).toEqual(before);
  });

  test("a replacement that readers do not see is not told of", async () => {
    await desk.save(draftOf("urn:replaced"));
    await desk.write(`createArticle(input: { uri: "urn:not-seen", headline: "Unseen", language: "en" })`);
    const [id, unseen] = [await idOf("urn:replaced"), await idOf("urn:not-seen")];
    await withdraw(desk, id, `kind: RETRACTION, reason: "r", replacementId: "${unseen}"`);
    const ask = `{ resolvePath(path: "/articles/urn-replaced") { ${TOMBSTONE} } }`;

    expect(await desk.reader(ask)).toMatchObject({ resolvePath: { notice: { replacement: null, publicText: null } } });
    await desk.write(`publishArticle(id: "${unseen}")`);
    expect(await desk.reader(ask)).toMatchObject({ resolvePath: { notice: { replacement: { uri: "urn:not-seen" } } } });
  });

  test("a story cancelled by its source is withdrawn like any other; one that nobody saw leaves no tombstone", async () => {
    await desk.save(draftOf("urn:wired", { version: 1 }), draftOf("urn:unseen", { version: 1, status: "DRAFT" }));

    const saved = await desk.save(
      draftOf("urn:wired", { version: 2, status: "WITHDRAWN" }),
      draftOf("urn:unseen", { version: 2, status: "WITHDRAWN" }),
      draftOf("urn:unheard-of", { version: 2, status: "WITHDRAWN" }),
    );

    expect(saved.map(({ outcome }) => outcome)).toEqual(["UPDATED", "UPDATED", "CREATED"]);
    expect(
      await desk.reader(`{ seen: resolvePath(path: "/articles/urn-wired") { ${TOMBSTONE} }
        unseen: resolvePath(path: "/articles/urn-unseen") { __typename } unheard: resolvePath(path: "/articles/urn-unheard-of") { __typename } }`),
    ).toEqual({
      seen: {
        __typename: "Tombstone",
        uri: "urn:wired",
        at: NOW.toISOString(),
        notice: { kind: "KILL", at: NOW.toISOString(), publicText: null, replacement: null },
      },
      unseen: { __typename: "NotFound" },
      unheard: { __typename: "NotFound" },
    });
    expect(
      await desk.desk(`{ a: article(uri: "urn:wired") { ...A } b: article(uri: "urn:unseen") { ...A } c: article(uri: "urn:unheard-of") { ...A } }
        fragment A on Article { status body { html } notice { kind } }`),
    ).toEqual({
      a: { status: "WITHDRAWN", body: null, notice: { kind: "KILL" } },
      b: { status: "WITHDRAWN", body: null, notice: null },
      c: { status: "WITHDRAWN", body: null, notice: null },
    });
    // Older than the cancellation: late, not back.
    expect((await desk.save(draftOf("urn:wired", { version: 1 })))[0]?.outcome).toBe("STALE");
    expect((await desk.save(draftOf("urn:unheard-of", { version: 3 })))[0]?.outcome).toBe("REJECTED");
  });
});
