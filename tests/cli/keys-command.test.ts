import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KEYS_USAGE, runKeys } from "../../src/cli/commands/keys.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { KeysFault, listKeys, makeKey, revokeKey } from "../../src/cli/key-actions.ts";
import { openApiKeys } from "../../src/content/api-key/api-keys.ts";
import { keyDraft } from "../support/key-draft.ts";
import { openTestDatabase, type TestDatabase } from "../support/test-database.ts";

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");

describe("keys command", () => {
  test("prints the new key alone on stdout", { timeout: 120_000 }, async () => {
    const directory = await mkdtemp(join(tmpdir(), "kiosque-cli-"));
    try {
      const { DATABASE_URL: _, ...env } = process.env;
      const child = spawn(process.execPath, [MAIN, "keys", "create", "--name", "Partner", "--scope", "content:read"], {
        env: { ...env, DATA_DIR: directory },
      });
      const exit = new Promise<number | null>((resolve) => void child.on("close", resolve));
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);

      expect({ code: await exit, stdout, stderr }).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^ksq_1_[\w-]{43}\n$/),
        stderr: "Key 1 for Partner. Keep it: it is not shown again.\n",
      });
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test.each([
    [[], "Say create, list or revoke."],
    [["delete"], "There is no delete: say create, list or revoke."],
    [["create", "--scope", "content:read"], "Say with --name who will use the key."],
    [["create", "Partner"], "create takes options only, got Partner."],
    [["create", "--name", "a", "--expires", "tomorrow"], "--expires tomorrow is neither a day nor an instant."],
    [["create", "--name", "a", "--expires", "2027-02-30"], "--expires 2027-02-30 is neither a day nor an instant."],
    [
      ["create", "--name", "a", "--expires", "2027-01-31T10:00"],
      "--expires 2027-01-31T10:00 is neither a day nor an instant.",
    ],
    [["list", "--name", "a"], "list takes no --name."],
    [["list", "all"], "list takes nothing more, got all."],
    [["revoke"], "Name the id of one key, as list shows it."],
    [["revoke", "1", "2"], "Name the id of one key, as list shows it."],
    [["revoke", "ksq_1_secret"], "Name the id of one key, as list shows it."],
  ])("the arguments %j are refused", async (args, message) => {
    await expect(runKeys(args)).rejects.toThrow(new UsageError(message, KEYS_USAGE));
  });
});

describe("Keys at the command line", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.execute("insert into sections (slug, path, name, position) values ('monde', 'monde', 'Monde', 0)");
  });
  afterAll(() => database.close());

  test("a key is made, listed without its secret, and revoked", async () => {
    const draft = keyDraft({
      name: " Le Partenaire",
      scopes: ["content:read", "keys:admin"],
      pointsPerMinute: 500,
      expiresAt: new Date("2999-01-31T23:59:59.999Z"),
    });
    const { stdout, stderr } = await makeKey(database, draft, ["monde"]);
    const token = stdout.trim();
    const apiKeys = await openApiKeys(database, () => new Date());

    expect(stderr).toBe("Key 1 for Le Partenaire. Keep it: it is not shown again.\n");
    expect(await apiKeys.authenticate(token, true)).toMatchObject({
      viewer: { name: "Le Partenaire", scopes: ["content:read", "keys:admin"], licensedSections: [1] },
      pointsPerMinute: 500,
    });

    const [heading, line, ...rest] = (await listKeys(database)).stdout.split("\n");
    expect(heading?.split(/ {2,}/)).toEqual("ID NAME STATE SCOPES SECTIONS POINTS EXPIRES CREATED BY".split(" "));
    expect(line?.split(/ {2,}/)).toEqual([
      "1",
      "Le Partenaire",
      "in force",
      "content:read,keys:admin",
      "monde",
      "500",
      "2999-01-31T23:59:59.999Z",
      expect.stringMatching(/^\d{4}-.*Z$/),
      "command line",
    ]);
    expect(rest).toEqual([""]);

    expect(await revokeKey(database, 1)).toEqual({ stdout: "Key 1 is revoked.\n" });
    await expect.poll(() => apiKeys.authenticate(token, true)).toBeNull();
    expect((await listKeys(database)).stdout.split("\n")[1]).toContain("  revoked  ");
    await apiKeys.close();
  });

  test("all that is wrong with a key is told at once, and none is made", async () => {
    const before = (await listKeys(database)).stdout;
    const draft = keyDraft({ name: " ", scopes: ["content:everything"], expiresAt: new Date(0) });

    await expect(makeKey(database, draft, ["monde", "monde/europe"])).rejects.toThrow(
      new KeysFault(
        [
          "There is no section monde/europe.",
          "A key needs a name, in one line.",
          "content:everything is no scope: content:read, content:desk, content:write, keys:admin.",
          "A key expires in the future, not 1970-01-01T00:00:00.000Z.",
        ].join("\n"),
      ),
    );
    await expect(revokeKey(database, 999)).rejects.toThrow(new KeysFault("There is no key 999."));
    expect((await listKeys(database)).stdout).toBe(before);
  });
});
