import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { partsOf } from "../../../src/content/api-key/api-key-token.rules.ts";
import type { Scope, Viewer } from "../../../src/content/viewer.ts";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

interface Payload {
  problems: { code: string; message: string; path: string[] }[];
  id: string | null;
  secret: string | null;
}

const CREATE = `mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { problems { code message path } id secret } }`;
const REVOKE = `mutation ($id: ID!) { revokeApiKey(id: $id) { problems { code message path } id secret } }`;

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
/** Ids by path. */
const sections: Record<string, string> = {};
beforeAll(async () => {
  gateway = await startTestGateway();
  const chain = (...slugs: string[]) => slugs.map((slug) => ({ slug, name: slug }));
  await gateway.save(draftOf("a", { section: chain("monde", "europe") }), draftOf("b", { section: chain("sport") }));
  const { data } = await gateway.query<{ sections: { id: string; path: string }[] }>(
    `{ sections(rootOnly: false) { id path } }`,
  );
  for (const { id, path } of data.sections) sections[path] = id;
});
afterAll(() => gateway[Symbol.asyncDispose]());

const keyOf = (id: string | undefined) => Number(id?.split(":")[1]);
const admin = (scopes: Scope[] = ["content:read", "content:desk", "content:write", "keys:admin"], paths?: string[]) => {
  const licensedSections = paths?.map((path) => keyOf(sections[path])) ?? null;
  const viewer: Viewer = { kind: "API_KEY", keyId: null, name: "Admin", scopes, licensedSections };
  return { viewer };
};
const create = async (input: object, as = admin()) => {
  const { data, errors } = await gateway.query<{ createApiKey: Payload } | null>(CREATE, { input }, as);
  expect(errors).toBeUndefined();
  return data?.createApiKey;
};
const revoke = async (id: string, as = admin()) => {
  const { data, errors } = await gateway.query<{ revokeApiKey: Payload } | null>(REVOKE, { id }, as);
  expect(errors).toBeUndefined();
  return data?.revokeApiKey;
};
const authenticate = (token: string | null | undefined) => gateway.apiKeys.authenticate(token ?? "", true);

describe("Mutation.createApiKey", () => {
  test("answers the key once; it is what was asked for", async () => {
    const made = await create({
      name: "  Le Partenaire ",
      scopes: ["content:read", "content:read"],
      sectionIds: [sections["monde"]],
      pointsPerMinute: 500,
      expiresAt: "2027-01-01T00:00:00+01:00",
    });

    expect(made).toEqual({
      problems: [],
      id: expect.stringMatching(/^ApiKey:\d+$/),
      secret: expect.stringMatching(/^ksq_\d+_[\w-]{43}$/),
    });
    expect(await authenticate(made?.secret)).toMatchObject({
      viewer: {
        kind: "API_KEY",
        keyId: keyOf(made?.id ?? ""),
        name: "Le Partenaire",
        scopes: ["content:read"],
        licensedSections: [keyOf(sections["monde"])],
      },
      pointsPerMinute: 500,
    });
  });

  test("keeps no more than a digest of it", async () => {
    const made = await create({ name: "Partner", scopes: ["content:read"] });
    const [row] = await gateway.database.execute(`select * from api_keys where id = ${keyOf(made?.id ?? "")}`);

    expect(row).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), created_by_id: null });
    const { id, secret } = partsOf(made?.secret ?? "");
    expect(id).toBe(keyOf(made?.id ?? ""));
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  test("lets nobody in from its expiry on", async () => {
    const made = await create({ name: "Partner", scopes: ["content:read"], expiresAt: "2026-11-22T10:00:01Z" });
    const { now } = gateway.clock;
    expect(await authenticate(made?.secret)).not.toBeNull();

    gateway.clock.now = new Date("2026-11-22T10:00:01Z");
    const late = await authenticate(made?.secret);
    gateway.clock.now = now;

    expect(late).toBeNull();
  });

  test("says all that is wrong with a key, and makes none", async () => {
    const count = () => gateway.database.execute("select count(*) from api_keys");
    const before = await count();

    const refused = await create({
      name: "x".repeat(201),
      scopes: ["content:read", "content:everything"],
      sectionIds: ["Section:999999"],
      pointsPerMinute: 0,
      expiresAt: "2026-11-22T10:00:00Z",
    });

    expect(refused).toEqual({
      id: null,
      secret: null,
      problems: [
        { code: "TOO_LONG", message: "The name takes at most 200 characters.", path: ["input", "name"] },
        {
          code: "VALUE_INVALID",
          message: "content:everything is no scope: content:read, content:desk, content:write, keys:admin.",
          path: ["input", "scopes", "1"],
        },
        { code: "NOT_FOUND", message: "There is no Section:999999.", path: ["input", "sectionIds", "0"] },
        {
          code: "VALUE_INVALID",
          message: "pointsPerMinute is 1 to 1000000000, got 0.",
          path: ["input", "pointsPerMinute"],
        },
        {
          code: "VALUE_INVALID",
          message: "A key expires in the future, not 2026-11-22T10:00:00.000Z.",
          path: ["input", "expiresAt"],
        },
      ],
    });
    expect(await count()).toEqual(before);
  });

  test.each([
    ["a blank name", { name: " ", scopes: ["content:read"] }, "VALUE_INVALID", ["input", "name"]],
    ["a name with U+0000", { name: "a\0b", scopes: ["content:read"] }, "VALUE_INVALID", ["input", "name"]],
    ["a name with half a character", { name: "a\uD800", scopes: ["content:read"] }, "VALUE_INVALID", ["input", "name"]],
    ["no scope", { name: "a", scopes: [] }, "VALUE_INVALID", ["input", "scopes"]],
    [
      "no section of a list",
      { name: "a", scopes: ["content:read"], sectionIds: [] },
      "VALUE_INVALID",
      ["input", "sectionIds"],
    ],
    [
      "an id of another type",
      { name: "a", scopes: ["content:read"], sectionIds: ["Article:1"] },
      "ID_INVALID",
      ["input", "sectionIds", "0"],
    ],
    [
      "an id past int8",
      { name: "a", scopes: ["content:read"], sectionIds: ["Section:99999999999999999999"] },
      "ID_INVALID",
      ["input", "sectionIds", "0"],
    ],
  ])("%s is a problem of its own", async (_name, input, ...[code, path]) => {
    expect((await create(input))?.problems).toEqual([{ code, message: expect.any(String), path }]);
  });
});

describe("What a caller has not itself it cannot give", () => {
  test("scopes", async () => {
    const refused = await create(
      { name: "a", scopes: ["content:read", "content:write", "keys:admin"] },
      admin(["content:read", "keys:admin"]),
    );

    expect(refused?.problems).toEqual([
      {
        code: "BEYOND_CALLER",
        message: "The caller has not the scope content:write itself.",
        path: ["input", "scopes", "1"],
      },
    ]);
  });

  test.each([
    ["all sections", undefined, [["input", "sectionIds"]]],
    ["a section above its own", ["monde"], [["input", "sectionIds", "0"]]],
    ["one of its own and another", ["monde/europe", "sport"], [["input", "sectionIds", "1"]]],
    ["its own", ["monde/europe"], []],
  ])("%s", async (_name, paths, refusedAt) => {
    const made = await create(
      { name: "a", scopes: ["content:read"], sectionIds: paths?.map((path) => sections[path]) },
      admin(["content:read", "keys:admin"], ["monde/europe"]),
    );

    expect(made?.problems.map(({ code, path }) => [code, path])).toEqual(
      refusedAt.map((path) => ["BEYOND_CALLER", path]),
    );
  });

  test("sections below its own are its own", async () => {
    const as = admin(["content:read", "keys:admin"], ["monde"]);

    expect(
      (await create({ name: "a", scopes: ["content:read"], sectionIds: [sections["monde/europe"]] }, as))?.problems,
    ).toEqual([]);
  });

  test("a key without content:read needs no section", async () => {
    const as = admin(["content:desk", "keys:admin"], []);

    expect((await create({ name: "a", scopes: ["content:desk"] }, as))?.problems).toEqual([]);
  });

  test("nor can it revoke what it could not have made", async () => {
    const root = await create({ name: "Root", scopes: ["keys:admin", "content:write"] });

    const refused = await revoke(root?.id ?? "", admin(["keys:admin"]));

    expect(refused?.problems.map(({ code, path }) => [code, path])).toEqual([["BEYOND_CALLER", ["id"]]]);
    expect(await authenticate(root?.secret)).not.toBeNull();
  });
});

describe("Mutation.revokeApiKey", () => {
  test("the key lets nobody in any more; again is no problem", async () => {
    const made = await create({ name: "Partner", scopes: ["content:read"] });
    const id = made?.id ?? "";
    expect(await authenticate(made?.secret)).not.toBeNull();

    expect(await revoke(id)).toEqual({ problems: [], id, secret: null });
    expect(await authenticate(made?.secret)).toBeNull();
    expect(await revoke(id)).toEqual({ problems: [], id, secret: null });
  });

  test.each([
    ["ApiKey:999999", "NOT_FOUND", "There is no ApiKey:999999."],
    ["Article:1", "ID_INVALID", "Article:1 is no id of that kind."],
    ["ApiKey:0", "ID_INVALID", "ApiKey:0 is no id of that kind."],
    ["ApiKey:99999999999999999999", "ID_INVALID", "ApiKey:99999999999999999999 is no id of that kind."],
  ])("%s is a problem", async (id, code, message) => {
    expect(await revoke(id)).toEqual({ problems: [{ code, message, path: ["id"] }], id: null, secret: null });
  });
});

describe("The scope keys:admin", () => {
  test.each([
    ["anyone at all", undefined, "UNAUTHENTICATED"],
    ["a key without it", admin(["content:read", "content:desk", "content:write"]), "FORBIDDEN"],
  ])("%s is refused both mutations", async (_name, as, code) => {
    const input = { name: "a", scopes: ["content:read"] };
    const answers = [await gateway.query(CREATE, { input }, as), await gateway.query(REVOKE, { id: "nonsense" }, as)];

    expect(answers.map(({ errors }) => errors?.map(({ extensions, message }) => [extensions.code, message]))).toEqual(
      [1, 2].map(() => [[code, "This takes a key with the scope keys:admin."]]),
    );
  });
});
