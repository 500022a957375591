import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { ask, brief, follow, poll, type TestGateway } from "./follow.ts";

const codeOf = async (gateway: TestGateway, since: string) =>
  (await ask(gateway, { since })).errors?.map(({ extensions }) => extensions.code);

/** Takes the last write of the newsroom away, as if a backup from before it had been put in its place. */
async function undoLastWrite({ database }: TestGateway): Promise<void> {
  await database.execute(`with undone as (delete from changes where write_id = (select write_id from changes order by id desc limit 1)
    returning entity_id) delete from articles where id in (select entity_id from undone)`);
  await database.execute("select setval('changes_id_seq', (select max(id) from changes))");
}

/** A token that was signed for the log as it says. */
async function signed({ database }: TestGateway, text: string): Promise<string> {
  const [{ secret }] = (await database.execute("select secret from change_log")) as [{ secret: string }];
  const bytes = Buffer.from(text);
  return Buffer.concat([createHmac("sha256", secret).update(bytes).digest().subarray(0, 16), bytes]).toString(
    "base64url",
  );
}

describe("A token from before a backup was put back", () => {
  test("has expired where the backup lacks what it saw, also once others were written in its place", async () => {
    await using gateway = await startTestGateway();
    await gateway.save(draftOf("urn:a"));
    const before = await poll(gateway);
    await gateway.save(draftOf("urn:lost"));
    const after = await poll(gateway, { since: before.nextToken });
    const within = await poll(gateway, { first: 1 });
    await undoLastWrite(gateway);

    expect(brief(after.changes)).toEqual(["PUBLISHED urn:lost"]);
    expect(await codeOf(gateway, after.nextToken)).toEqual(["TOKEN_EXPIRED"]);
    expect(await codeOf(gateway, within.nextToken)).toEqual(["TOKEN_EXPIRED"]);
    await gateway.save(draftOf("urn:b"));
    await gateway.save(draftOf("urn:c"));
    expect(await codeOf(gateway, after.nextToken)).toEqual(["TOKEN_EXPIRED"]);
    expect(await codeOf(gateway, within.nextToken)).toEqual(["TOKEN_EXPIRED"]);
    // Who had seen only what the backup has goes on, and who starts over has all.
    expect(brief((await follow(gateway, { since: before.nextToken })).changes)).toEqual([
      "PUBLISHED urn:b",
      "PUBLISHED urn:c",
    ]);
    expect(brief((await follow(gateway)).changes)).toEqual(["PUBLISHED urn:a", "PUBLISHED urn:b", "PUBLISHED urn:c"]);
  });

  test("has expired where a copy of the directory, or of the database, took the place of the one it is of", async () => {
    // Both are copies of the same empty one.
    await using gateway = await startTestGateway();
    await using copy = await startTestGateway();
    await gateway.save(draftOf("urn:lost"));
    const { nextToken } = await poll(gateway);
    await copy.save(draftOf("urn:a"), draftOf("urn:b"));

    expect(await codeOf(gateway, nextToken)).toBeUndefined();
    expect(await codeOf(copy, nextToken)).toEqual(["TOKEN_EXPIRED"]);
    expect(brief((await follow(copy)).changes)).toEqual(["PUBLISHED urn:a", "PUBLISHED urn:b"]);
  });

  test("has expired where the backup is another database, whatever it has", async () => {
    await using gateway = await startTestGateway();
    await gateway.save(draftOf("urn:a"));
    const { nextToken } = await poll(gateway);
    const text = Buffer.from(nextToken, "base64url").subarray(16).toString();
    const elsewhere = await signed(gateway, text.replace(/^(2 P) \S+/, "$1 elsewhere123"));

    expect(await codeOf(gateway, await signed(gateway, text))).toBeUndefined();
    expect(await codeOf(gateway, elsewhere)).toEqual(["TOKEN_EXPIRED"]);
  });

  test("has expired where an older version gave it out, by numbers of transactions", async () => {
    await using gateway = await startTestGateway();

    expect(await codeOf(gateway, await signed(gateway, "1 P 740:740: 1795000000000"))).toEqual(["TOKEN_EXPIRED"]);
    expect(await codeOf(gateway, Buffer.from(`${"x".repeat(16)}1 P 740:740: -`).toString("base64url"))).toEqual([
      "TOKEN_INVALID",
    ]);
  });

  test("of an empty log is good for any", async () => {
    await using gateway = await startTestGateway();
    const { nextToken } = await poll(gateway);
    await gateway.save(draftOf("urn:a"));

    expect(brief((await follow(gateway, { since: nextToken })).changes)).toEqual(["PUBLISHED urn:a"]);
  });
});
