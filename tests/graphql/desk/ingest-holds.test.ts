import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DeskGateway, startDesk } from "./desk-gateway.ts";

let desk: DeskGateway;
beforeAll(async () => void (desk = await startDesk()));
afterAll(() => desk[Symbol.asyncDispose]());

interface Item {
  outcome: string;
  notes: string[];
  problems: { message: string; path: string[] }[];
  article: { uri: string; status: string } | null;
}
const ingest = async (items: object[], args: object = {}): Promise<Item[]> => {
  const data = await desk.desk<{ ingest: { items: Item[] } }>(
    `mutation ($document: String!, $dryRun: Boolean!) { ingest(format: NINJS, document: $document, publish: true, dryRun: $dryRun) {
      items { outcome notes problems { message path } article { uri status } } } }`,
    { document: JSON.stringify(items), dryRun: false, ...args },
  );
  return data.ingest.items;
};
const ingestAs = async (format: "ATOM" | "WXR", document: string) => {
  const data = await desk.desk<{ ingest: { items: Item[] } }>(
    `mutation ($document: String!) { ingest(format: ${format}, document: $document, publish: true) { items { outcome notes article { uri status } } } }`,
    { document },
  );
  return data.ingest.items;
};
const story = (uri: string, changes: object = {}) => ({
  uri,
  type: "text",
  language: "en",
  version: "2",
  headline: uri,
  versioncreated: "2026-11-20T08:00:00Z",
  body_html: "<p>It sails.</p>",
  ...changes,
});
/** An item with a fault that has nothing to do with what it says of being held back. */
const faulty = (uri: string, changes: object) => story(uri, { version: "3", urgency: "x", ...changes });
const URGENCY = { message: "must be a number, got a string", path: ["urgency"] };
const visible = async () =>
  (await desk.reader<{ articles: { nodes: { uri: string }[] } }>(`{ articles { nodes { uri } } }`)).articles.nodes.map(
    ({ uri }) => uri,
  );

describe("Mutation.ingest, a faulty item", () => {
  test.each([
    ["canceled", { pubstatus: "Cancelled" }, "WITHDRAWN"],
    ["withheld", { pubstatus: "stat:withheld" }, "DRAFT"],
    ["embargoed", { embargoed: "2027-01-01T00:00:00Z" }, "SCHEDULED"],
  ])("that says %s takes effect, and both are said", async (said, change, status) => {
    const uri = `urn:${said}`;
    await ingest([story(uri)]);
    expect(await visible()).toContain(uri);

    expect(await ingest([faulty(uri, change)])).toEqual([
      {
        outcome: "UPDATED",
        notes: [`The item is faulty, but says ${said}: that took effect.`],
        problems: [URGENCY],
        article: { uri, status },
      },
    ]);
    expect(await visible()).not.toContain(uri);
  });

  test("that says usable is refused, and the story stays as it was", async () => {
    await ingest([story("urn:usable")]);

    expect(await ingest([faulty("urn:usable", { pubstatus: "usable" })])).toEqual([
      { outcome: "REJECTED", notes: [], problems: [URGENCY], article: null },
    ]);
    expect(await visible()).toContain("urn:usable");
  });

  test("is acted on in its place among the others: the story before it goes, the answers are in order", async () => {
    const items = await ingest([
      story("urn:first"),
      story("urn:killed"),
      faulty("urn:killed", { pubstatus: "canceled" }),
      { uri: "urn:broken", urgency: "x" },
      story("urn:last"),
    ]);

    expect(items.map(({ outcome, problems }) => [outcome, problems.length > 0])).toEqual([
      ["CREATED", false],
      ["CREATED", false],
      ["UPDATED", true],
      ["REJECTED", true],
      ["CREATED", false],
    ]);
    expect(await visible()).toEqual(expect.arrayContaining(["urn:first", "urn:last"]));
    expect(await visible()).not.toContain("urn:killed");
  });

  test("in a dry run says what it would do, and keeps nothing", async () => {
    await ingest([story("urn:dry")]);
    const before = await desk.rowCounts();

    expect(await ingest([faulty("urn:dry", { pubstatus: "canceled" })], { dryRun: true })).toMatchObject([
      { outcome: "UPDATED", problems: [URGENCY], article: null },
    ]);
    expect(await desk.rowCounts()).toEqual(before);
    expect(await visible()).toContain("urn:dry");
  });

  test("a password in WordPress takes the story out of readers' sight", async () => {
    const post = (password: string) => `<?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
      <title>Journal</title><language>fr-FR</language><item><title>Réservé</title><guid>https://journal.example/?p=131</guid>
      <content:encoded><![CDATA[<p>Le mot secret est framboise.</p>]]></content:encoded><wp:post_date_gmt>2025-03-10 07:00:00</wp:post_date_gmt>
      <wp:post_name>reserve</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
      <wp:post_password><![CDATA[${password}]]></wp:post_password></item></channel></rss>`;
    await ingestAs("WXR", post(""));
    expect(await visible()).toContain("https://journal.example/?p=131");

    expect(await ingestAs("WXR", post("ouvre-toi"))).toEqual([
      {
        outcome: "UPDATED",
        notes: ["It takes a password in WordPress: withheld from readers."],
        article: { uri: "https://journal.example/?p=131", status: "DRAFT" },
      },
    ]);
    expect(await visible()).not.toContain("https://journal.example/?p=131");
    expect(JSON.stringify(await desk.reader(`{ search(query: "framboise") { nodes { uri } } }`))).not.toContain(
      "journal",
    );
  });

  test("an Atom entry that its feed takes back to draft goes, and comes again when it is none", async () => {
    const uri = "urn:atom:taken-back";
    const send = (draft: string, minute: number, title = "<title>Entry</title>") =>
      ingestAs(
        "ATOM",
        `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"><title>N</title><entry>
        <id>${uri}</id>${title}<updated>2026-11-20T08:0${minute}:00Z</updated><content type="html">&lt;p&gt;Text.&lt;/p&gt;</content>
        <app:control><app:draft>${draft}</app:draft></app:control></entry></feed>`,
      );
    await send("no", 0);
    expect(await visible()).toContain(uri);

    expect(await send("yes", 1)).toEqual([
      {
        outcome: "UPDATED",
        notes: expect.arrayContaining(["Its feed has it as a draft: withheld from readers."]),
        article: { uri, status: "DRAFT" },
      },
    ]);
    expect(await visible()).not.toContain(uri);

    await send("no", 2);
    expect(await visible()).toContain(uri);

    // Without a title it is faulty, and a draft all the same.
    expect(await send("yes", 3, "")).toMatchObject([{ outcome: "UPDATED", article: { status: "DRAFT" } }]);
    expect(await visible()).not.toContain(uri);
  });
});
