import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { draftOf } from "../support/draft.ts";
import { startTestGateway } from "../support/test-gateway.ts";

const NOW = new Date("2024-11-24T09:00:00Z");
let gateway: Awaited<ReturnType<typeof startTestGateway>>;

beforeAll(async () => {
  gateway = await startTestGateway({ now: NOW });
  const at = (slug: string, publishedAt: string, language = "fr") =>
    draftOf(`urn:${slug}`, { slug, language, publishedAt: new Date(publishedAt) });
  await gateway.save(
    at("today", "2024-11-24T01:04:00Z"),
    at("yesterday", "2024-11-23T17:30:00Z"),
    at("older", "2024-11-22T09:28:00Z"),
    at("english", "2024-11-22T09:28:00Z", "en"),
    at("portuguese", "2024-11-22T09:28:00Z", "pt-BR"),
    at("german", "2024-11-23T17:30:00Z", "de-AT"),
    at("spanish", "2024-11-24T01:04:00Z", "es"),
    draftOf("urn:updated", {
      slug: "updated",
      language: "fr",
      publishedAt: new Date("2024-11-22T09:28:00.500Z"),
      updatedAt: new Date("2024-11-23T17:30:00Z"),
    }),
  );
});
beforeEach(() => void (gateway.clock.now = NOW));
afterAll(() => gateway[Symbol.asyncDispose]());

interface Published {
  label: string;
  labelExpiresAt: string | null;
}

async function published(slug: string, field: string): Promise<Published> {
  const { data, errors } = await gateway.query<{ article: { published: Published } }>(
    `{ article(slug: "${slug}") { published { ${field} } } }`,
  );
  expect(errors).toBeUndefined();
  return data.article.published;
}

describe("Moment.label", () => {
  test.each([
    ["today", "Aujourd'hui · 02:04"],
    ["yesterday", "Hier · 18:30"],
    ["older", "22 novembre 2024 · 10:28"],
    ["english", "22 November 2024 · 10:28"],
    ["german", "Gestern · 18:30"],
    ["spanish", "Hoy · 02:04"],
  ])("of a story %s is in its language, the newsroom's time zone and counted from now: %s", async (slug, label) => {
    expect(await published(slug, "label")).toEqual({ label });
  });

  test.each([
    [`locale: "en-GB"`, "Today · 02:04"],
    [`locale: "en-US"`, "Today · 2:04 AM"],
    [`locale: "de"`, "Heute · 02:04"],
    [`locale: "es"`, "Hoy · 02:04"],
    [`timeZone: "America/New_York"`, "Hier · 20:04"],
    [`timeZone: "Asia/Seoul"`, "Aujourd'hui · 10:04"],
    [`relativeTo: "2024-11-25T09:00:00+01:00"`, "Hier · 02:04"],
    [`relativeTo: "2024-11-26T09:00:00Z"`, "24 novembre 2024 · 02:04"],
    [`relativeTo: "2024-11-23T12:00:00Z"`, "Demain · 02:04"],
    [`locale: "en", timeZone: "Asia/Seoul", relativeTo: "2024-11-24T15:00:00Z"`, "Yesterday · 10:04"],
    [`locale: null, timeZone: null, relativeTo: null`, "Aujourd'hui · 02:04"],
  ])("(%s) is %s", async (args, label) => {
    expect(await published("today", `label(${args})`)).toEqual({ label });
  });

  test.each([
    [`label(locale: "fr_FR")`, "LOCALE_INVALID", "label"],
    [`label(timeZone: "Paris")`, "TIME_ZONE_INVALID", "label"],
    [`label(timeZone: "+02:00")`, "TIME_ZONE_INVALID", "label"],
    [`at: label(timeZone: "")`, "TIME_ZONE_INVALID", "at"],
  ])("%s is %s, with its path, and leaves the rest of the answer", async (field, code, name) => {
    const { data, errors } = await gateway.query(
      `{ good: article(slug: "today") { published { label } } article(slug: "today") { slug published { ${field} } } }`,
    );

    expect(errors).toMatchObject([{ path: ["article", "published", name], extensions: { code } }]);
    expect(data).toEqual({
      good: { published: { label: "Aujourd'hui · 02:04" } },
      article: { slug: "today", published: null },
    });
  });

  test("a relativeTo without an offset is refused before anything is read", async () => {
    const { errors, statementCount } = await gateway.query(
      `{ article(slug: "today") { published { label(relativeTo: "2024-11-24T09:00:00") } } }`,
    );

    expect(errors).toMatchObject([{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }]);
    expect(statementCount).toBe(0);
  });
});

describe("Moment.labelExpiresAt", () => {
  test.each([
    ["today", "labelExpiresAt", "2024-11-24T23:00:00.000Z"],
    ["today", `labelExpiresAt(timeZone: "Asia/Seoul")`, "2024-11-24T15:00:00.000Z"],
    ["yesterday", "labelExpiresAt", "2024-11-24T23:00:00.000Z"],
    ["older", "labelExpiresAt", null],
  ])("of a story %s, %s is %s", async (slug, field, labelExpiresAt) => {
    expect(await published(slug, field)).toEqual({ labelExpiresAt });
  });

  test("is when the label changes: the same just before it, another from then on", async () => {
    const { labelExpiresAt } = await published("today", "labelExpiresAt");
    const expiry = Date.parse(labelExpiresAt ?? "");

    gateway.clock.now = new Date(expiry - 1);
    expect(await published("today", "label")).toEqual({ label: "Aujourd'hui · 02:04" });
    gateway.clock.now = new Date(expiry);
    expect(await published("today", "label labelExpiresAt")).toEqual({
      label: "Hier · 02:04",
      labelExpiresAt: "2024-11-25T23:00:00.000Z",
    });
  });

  test("a zone that does not exist is TIME_ZONE_INVALID; the label beside it is there", async () => {
    const { data, errors } = await gateway.query(
      `{ article(slug: "today") { published { label labelExpiresAt(timeZone: "Mars/Olympus") } } }`,
    );

    expect(data).toEqual({ article: { published: { label: "Aujourd'hui · 02:04", labelExpiresAt: null } } });
    expect(errors).toMatchObject([
      { path: ["article", "published", "labelExpiresAt"], extensions: { code: "TIME_ZONE_INVALID" } },
    ]);
  });
});

describe("Article", () => {
  const MOMENTS = `published { iso label } updated { iso label } modified { iso label }`;

  test("published, updated and modified are three moments", async () => {
    const { data } = await gateway.query(`{ article(slug: "updated") { ${MOMENTS} } }`);

    expect(data).toEqual({
      article: {
        published: { iso: "2024-11-22T09:28:00.500Z", label: "22 novembre 2024 · 10:28" },
        updated: { iso: "2024-11-23T17:30:00.000Z", label: "Hier · 18:30" },
        modified: { iso: "2024-11-24T09:00:00.000Z", label: "Aujourd'hui · 10:00" },
      },
    });
  });

  test("updated is null where the source names no change", async () => {
    const { data } = await gateway.query(`{ article(slug: "today") { updated { iso label } } }`);

    expect(data).toEqual({ article: { updated: null } });
  });
});
