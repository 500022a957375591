import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../../support/draft.ts";
import { type DeskGateway, startDesk } from "./desk-gateway.ts";

let desk: DeskGateway;
beforeAll(async () => void (desk = await startDesk()));
afterAll(() => desk[Symbol.asyncDispose]());

const WRITERS = 8;
const together = <T>(write: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: WRITERS }, (_, index) => write(index)));
const codes = (payloads: { problems: { code: string }[] }[]) =>
  payloads.map(({ problems }) => problems.map(({ code }) => code).join()).toSorted();

/** On a server these are as many connections as it has; embedded, they take turns. */
describe("Writers at the same time", () => {
  test("of one version of an article, one gets through and the others are VERSION_CONFLICT", async () => {
    const [saved] = await desk.save(draftOf("urn:one"));

    const payloads = await together((index) =>
      desk.write(`updateArticle(id: "Article:${saved?.id}", ifVersion: 1, patch: { headline: "Writer ${index}" })`),
    );

    expect(codes(payloads)).toEqual(["", ...Array.from({ length: WRITERS - 1 }, () => "VERSION_CONFLICT")]);
    expect(await desk.desk(`{ article(uri: "urn:one") { version versions { nodes { version } } } }`)).toEqual({
      article: { version: 2, versions: { nodes: [{ version: 2 }, { version: 1 }] } },
    });
  });

  test("without ifVersion all get through, one version each", async () => {
    const [saved] = await desk.save(draftOf("urn:all"));

    const payloads = await together((index) =>
      desk.write(`updateArticle(id: "Article:${saved?.id}", patch: { headline: "Writer ${index}" })`),
    );

    expect(codes(payloads)).toEqual(Array.from({ length: WRITERS }, () => ""));
    const { article } = await desk.desk<{ article: { version: number; versions: { nodes: { version: number }[] } } }>(
      `{ article(uri: "urn:all") { version versions { nodes { version } } } }`,
    );
    expect(article.versions.nodes.map(({ version }) => version)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test("of the same slug, one gets it", async () => {
    const payloads = await together(() =>
      desk.write(`createArticle(input: { headline: "Same", slug: "same", language: "en" })`),
    );

    expect(codes(payloads)).toEqual(["", ...Array.from({ length: WRITERS - 1 }, () => "TAKEN")]);
  });

  test("of the same headline, each gets a slug of its own, beside an ingest of the same", async () => {
    const [, ...payloads] = await Promise.all([
      desk.save(...Array.from({ length: 3 }, (_, index) => draftOf(`urn:ingested-${index}`, { headline: "Alike" }))),
      ...Array.from({ length: WRITERS }, () =>
        desk.write(`createArticle(input: { headline: "Alike", language: "en" })`),
      ),
    ]);

    expect(codes(payloads)).toEqual(Array.from({ length: WRITERS }, () => ""));
    const rows = (await desk.database.execute("select slug from articles where slug like 'alike%'")) as {
      slug: string;
    }[];
    expect(rows.map(({ slug }) => slug).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))).toEqual([
      "alike",
      ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((number) => `alike-${number}`),
    ]);
  });

  test("a kill and its source's next version: the story is gone, whoever comes first", async () => {
    const [saved] = await desk.save(draftOf("urn:killed", { version: 1 }));

    await Promise.all([
      desk.write(`withdrawArticle(id: "Article:${saved?.id}", kind: KILL, reason: "Libel.")`),
      desk.save(draftOf("urn:killed", { version: 2, headline: "Still here" })),
    ]);

    expect(
      await desk.reader(`{ article(uri: "urn:killed") { uri } search(query: "still") { nodes { uri } } }`),
    ).toEqual({
      article: null,
      search: { nodes: [] },
    });
    expect(
      await desk.database.execute(
        "select count(*)::int as left from article_bodies b join articles a on a.id = b.article_id where a.uri = 'urn:killed'",
      ),
    ).toEqual([{ left: 0 }]);
  });
});
