import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { revokeApiKey } from "../../src/content/api-key/api-key.commands.ts";
import { type ApiKeys, openApiKeys } from "../../src/content/api-key/api-keys.ts";
import type { Reader } from "../../src/database/reader.ts";
import { openTestDatabase, type TestDatabase } from "../support/test-database.ts";
import { makeKey } from "../support/make-key.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const SECRET = "A".repeat(43);

let database: TestDatabase;
let apiKeys: ApiKeys;
let readers: Reader[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
  const counted = { ...database, reader: () => (readers.push(database.reader()), readers.at(-1) ?? database.reader()) };
  apiKeys = await openApiKeys(counted, () => NOW);
});
afterAll(async () => {
  await apiKeys.close();
  await database.close();
});

const make = (changes: Parameters<typeof makeKey>[1] = {}) => makeKey(database, changes, NOW);

/** Statements it took, one token after the other. */
async function statements(...tokens: string[]): Promise<number[]> {
  const counts: number[] = [];
  for (const token of tokens) {
    readers = [];
    await apiKeys.authenticate(token, true);
    counts.push(readers.reduce((sum, { statementCount }) => sum + statementCount, 0));
  }
  return counts;
}

describe("ApiKeys.authenticate", () => {
  test.each([
    ["a good key", async () => (await make()).token],
    ["a wrong one", async () => `ksq_${(await make()).id}_${SECRET}`],
    ["an unknown one", async () => `ksq_4711_${SECRET}`],
    ["one past its time", async () => (await make({ expiresAt: NOW })).token],
  ])("%s takes one statement, then none", async (_name, make_) => {
    const token = await make_();

    expect(await statements(token, token, token)).toEqual([1, 0, 0]);
  });

  test("what is no key is looked for like one", async () => {
    expect(await statements("nonsense", "", "ksq_1_short", `ghp_1_${SECRET}`)).toEqual([1, 0, 0, 0]);
  });

  test("many at once take one statement", async () => {
    const { token } = await make();
    readers = [];

    const holders = await Promise.all(Array.from({ length: 20 }, () => apiKeys.authenticate(token, true)));

    expect(holders.every((holder) => holder?.viewer.name === "Partner")).toBe(true);
    expect(readers).toHaveLength(1);
  });

  test("where nothing may be read only remembered keys are known", async () => {
    const [known, unknown] = [await make(), await make()];
    await apiKeys.authenticate(known.token, true);
    readers = [];

    expect(await apiKeys.authenticate(known.token, false)).not.toBeNull();
    expect(await apiKeys.authenticate(unknown.token, false)).toBeNull();
    expect(readers).toHaveLength(0);
    expect(await apiKeys.authenticate(unknown.token, true)).not.toBeNull();
  });

  test("where nothing may be read a key that was good before is; another secret with its id is not", async () => {
    const { id, token } = await make();
    await apiKeys.authenticate(token, true);
    // All keys are forgotten.
    await make();
    readers = [];

    expect(await apiKeys.authenticate(`ksq_${id}_${SECRET}`, false)).toBeNull();
    expect(readers).toHaveLength(0);
    expect(await apiKeys.authenticate(token, false)).not.toBeNull();
    expect(readers).toHaveLength(1);
    await revokeApiKey(database.em(), id, NOW);
    await expect.poll(() => apiKeys.authenticate(token, false)).toBeNull();
  });

  test("a key that is made after it was asked for is known", async () => {
    const { id, token } = await make();
    const next = token.replace(`_${id}_`, `_${id + 1}_`);
    expect(await apiKeys.authenticate(next, true)).toBeNull();

    const made = await make();

    expect(made.id).toBe(id + 1);
    await expect.poll(() => apiKeys.authenticate(made.token, true)).not.toBeNull();
  });

  test("revocation by another process is heard of", async () => {
    const { id, token } = await make();
    expect(await apiKeys.authenticate(token, true)).not.toBeNull();

    expect(await revokeApiKey(database.em(), id, NOW)).toBe(true);

    await expect.poll(() => apiKeys.authenticate(token, true)).toBeNull();
  });

  test("a key without content:read reads no bodies, whatever its sections", async () => {
    const { token } = await make({ scopes: ["content:desk"] });

    expect((await apiKeys.authenticate(token, true))?.viewer.licensedSections).toEqual([]);
  });
});
