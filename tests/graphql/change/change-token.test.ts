import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftOf } from "../../support/draft.ts";
import { startTestGateway } from "../../support/test-gateway.ts";
import { ask, brief, EDITOR, follow, poll } from "./follow.ts";

const URIS = Array.from({ length: 7 }, (_, index) => `urn:story:${index + 1}`);

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
  for (const uri of URIS) await gateway.save(draftOf(uri));
});
afterAll(() => gateway[Symbol.asyncDispose]());

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/;
const urisOf = (changes: Parameters<typeof brief>[0]) => changes.map(({ article }) => article?.uri);
const codeOf = async (since: string, seen?: typeof EDITOR) =>
  (await ask(gateway, { since }, seen)).errors?.map(({ extensions }) => extensions.code);
const textOf = (token: string) => Buffer.from(token, "base64url").subarray(16).toString();

describe("A token of the change log", () => {
  test.each([1, 2, 3, 7, 100])("leads through the log by pages of %i", async (first) => {
    expect(urisOf((await follow(gateway, { first })).changes)).toEqual(URIS);
  });

  test("says whether there is more", async () => {
    const pages = [await poll(gateway, { first: 3 })];
    while (pages.at(-1)?.hasMore) pages.push(await poll(gateway, { first: 3, since: pages.at(-1)?.nextToken }));

    expect(pages.map(({ changes, hasMore }) => [changes.length, hasMore])).toEqual([
      [3, true],
      [3, true],
      [1, false],
    ]);
  });

  test("of a change resumes right behind it", async () => {
    const { changes } = await poll(gateway);
    const rest = await Promise.all(changes.map(({ token }) => follow(gateway, { since: token, first: 2 })));

    expect(rest.map((each) => urisOf(each.changes))).toEqual(URIS.map((_, index) => URIS.slice(index + 1)));
  });

  test("from the middle of a page leads on to what came after the page was asked for", async () => {
    await using own = await startTestGateway();
    await own.save(draftOf("urn:a"));
    await own.save(draftOf("urn:b"));
    const { nextToken } = await poll(own, { first: 1 });
    await own.save(draftOf("urn:a", { headline: "A" }));
    const page = await poll(own, { since: nextToken, first: 100 });

    expect([brief(page.changes), page.hasMore]).toEqual([["PUBLISHED urn:b"], true]);
    expect(brief((await follow(own, { since: page.nextToken })).changes)).toEqual(["UPDATED urn:a"]);
  });

  test("is good for another filter and page size", async () => {
    const { nextToken } = await poll(gateway, { first: 3, filter: { languages: ["en"] } });

    expect(urisOf((await follow(gateway, { since: nextToken, first: 1 })).changes)).toEqual(URIS.slice(3));
  });

  test("is of its view", async () => {
    const { nextToken } = await poll(gateway);
    const { nextToken: ofDesk } = await poll(gateway, {}, EDITOR);

    expect(await codeOf(nextToken, EDITOR)).toEqual(["TOKEN_INVALID"]);
    expect(await codeOf(ofDesk)).toEqual(["TOKEN_INVALID"]);
    expect(await codeOf(ofDesk, EDITOR)).toBeUndefined();
  });

  test.each([
    ["nothing", ""],
    ["a word", "yesterday"],
    ["base64 of nothing much", Buffer.alloc(40).toString("base64url")],
    ["no base64", "æ".repeat(60)],
    ["U+0000", "\0"],
    ["half a character", "\uD800"],
    ["a cursor", Buffer.from('["x","2026-11-22T10:00:00.000Z",1]').toString("base64url")],
    ["something long", "A".repeat(10_000)],
  ])("is not %s", async (_name, since) => {
    expect(await codeOf(since)).toEqual(["TOKEN_INVALID"]);
  });

  test("cannot be changed in any place", async () => {
    const { nextToken } = await poll(gateway, { first: 2 });
    const codes = new Set<string>();
    for (let place = 0; place < nextToken.length; place += 5) {
      const other = nextToken[place] === "A" ? "B" : "A";
      codes.add(String(await codeOf(nextToken.slice(0, place) + other + nextToken.slice(place + 1))));
    }
    codes.add(String(await codeOf(nextToken.slice(0, -1))));
    codes.add(String(await codeOf(`${nextToken}A`)));

    expect([...codes]).toEqual(["TOKEN_INVALID"]);
  });

  /** What a token must not say, and what PostgreSQL would not take. */
  test.each([
    ["another format", (text: string) => text.replace(/^2/, "3")],
    ["no such day", (text: string) => text.replace(/ \d{13}/, " 99999999999999999")],
    ["no write", (text: string) => text.replace(UUID, "here")],
    ["a write and more", (text: string) => text.replace(UUID, "$&0")],
    ["no place", (text: string) => text.replace(/^(. .) \S+/, "$1 ")],
    ["half a place in a window", (text: string) => `${text} - -`],
    ["a place in a window that is none", (text: string) => `${text} - - 1 0 x`],
  ])("does not say %s, even if it is signed", async (_name, change) => {
    const text = Buffer.from(change(textOf((await poll(gateway)).nextToken)));
    const [{ secret }] = (await gateway.database.execute("select secret from change_log")) as [{ secret: string }];
    const sign = (bytes: Buffer) => createHmac("sha256", secret).update(bytes).digest().subarray(0, 16);
    const forged = (bytes: Buffer) => Buffer.concat([sign(bytes), bytes]).toString("base64url");

    expect(await codeOf(forged(Buffer.from(textOf((await poll(gateway)).nextToken))))).toBeUndefined();
    expect(await codeOf(forged(text))).toEqual(["TOKEN_INVALID"]);
    expect(gateway.faults).toEqual([]);
  });

  test("of another newsroom is none", async () => {
    await using other = await startTestGateway();
    await other.database.execute("update change_log set secret = 'of another newsroom'");

    expect(await codeOf((await poll(other)).nextToken)).toEqual(["TOKEN_INVALID"]);
  });

  test.each([0, -1, 101])("does not come with pages of %i", async (first) => {
    const { errors } = await ask(gateway, { first });

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["PAGE_SIZE_INVALID"]);
  });
});
