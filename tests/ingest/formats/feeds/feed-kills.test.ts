import { describe, expect, test } from "vitest";
import type { FeedFormat } from "../../../../src/ingest/formats/feeds/feed-entries.ts";
import { parseFeed } from "../../../../src/ingest/formats/feeds/parse-feed.ts";
import { PARIS } from "../fixture.ts";

function itemsOf(format: FeedFormat, text: string) {
  const parsed = parseFeed(Buffer.from(text), format, PARIS);
  if ("reason" in parsed) throw new Error(parsed.reason);
  return parsed.items;
}

describe("A feed's kills", () => {
  const valid = (period: string) =>
    `<dcterms:valid xmlns:dcterms="http://purl.org/dc/terms/">${period}</dcterms:valid>`;
  const feeds: [FeedFormat, (more: string) => string][] = [
    [
      "rss",
      (more) =>
        `<rss version="2.0"><channel><title>N</title><item><guid>urn:a</guid><title>A</title>${more}</item></channel></rss>`,
    ],
    [
      "atom",
      (more) =>
        `<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>urn:a</id><title>A</title>${more}</entry></feed>`,
    ],
  ];

  test.each(feeds)("in %s: an entry whose validity is over is withheld, with a note", (format, feed) => {
    const [over] = itemsOf(format, feed(valid("start=2024-11-01T00:00:00Z; end=2024-11-20T00:00:00Z; scheme=W3C-DTF")));
    const [open] = itemsOf(format, feed(valid("start=2024-11-01T00:00:00Z; end=2025-11-20T00:00:00Z")));
    const [endless] = itemsOf(format, feed(valid("start=2024-11-01T00:00:00Z")));

    expect(over?.draft?.status).toBe("DRAFT");
    expect(over?.notes).toContain("Its feed calls it valid until a time that is over: withheld from readers.");
    expect([open?.draft?.status, endless?.draft?.status]).toEqual(["PUBLISHED", "PUBLISHED"]);
  });

  test("an entry whose validity is over and that is faulty is held back all the same", () => {
    const [, feed] = feeds[0] ?? [];
    const text = feed?.(valid("end=2024-11-20T00:00:00Z")).replace("<title>A</title>", "") ?? "";

    expect(itemsOf("rss", text)).toMatchObject([
      { hold: { uri: "urn:a", hold: "WITHHELD" }, problems: [{ path: "/headline" }] },
    ]);
  });

  test("a faulty entry holds back as of its time", () => {
    const [, feed] = feeds[1] ?? [];
    const more = `${valid("end=2024-11-20T00:00:00Z")}<updated>2024-11-21T09:00:00Z</updated>`;

    expect(itemsOf("atom", feed?.(more).replace("<title>A</title>", "") ?? "")[0]?.hold).toEqual({
      uri: "urn:a",
      hold: "WITHHELD",
      updatedAt: new Date("2024-11-21T09:00:00Z"),
    });
  });

  const entry = (id: string, updated: string) =>
    `<entry><id>${id}</id><title>${id}</title><updated>${updated}</updated><content type="html">&lt;p&gt;T&lt;/p&gt;</content></entry>`;
  const deleted = (ref: string, when: string) =>
    `<at:deleted-entry ref="${ref}" when="${when}"><at:comment>x</at:comment></at:deleted-entry>`;
  const atom = (...parts: string[]) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>N</title>${parts.join("")}</feed>`;

  test("in Atom what was deleted is canceled (RFC 6721)", () => {
    const items = itemsOf(
      "atom",
      atom(deleted("urn:gone", "2024-11-20T10:00:00Z"), entry("urn:a", "2024-11-20T09:00:00Z")),
    );

    expect(items.map(({ draft }) => draft?.uri)).toEqual(["urn:a", undefined]);
    expect(items[1]).toEqual({
      hold: { uri: "urn:gone", hold: "CANCELED", updatedAt: new Date("2024-11-20T10:00:00Z") },
      notes: ["Its feed says that it was deleted."],
      problems: [],
    });
  });

  test("an entry that was changed after it was deleted is there again; one that was not, is not", () => {
    const again = atom(deleted("urn:a", "2024-11-20T10:00:00Z"), entry("urn:a", "2024-11-20T11:00:00Z"));
    const gone = atom(entry("urn:a", "2024-11-20T09:00:00Z"), deleted("urn:a", "2024-11-20T10:00:00Z"));

    expect(itemsOf("atom", again).map(({ hold }) => hold)).toEqual([undefined]);
    expect(itemsOf("atom", gone).map(({ hold }) => hold?.hold)).toEqual([undefined, "CANCELED"]);
  });

  test("a story about deleted entries deletes none", () => {
    const text = `<p>${deleted("urn:b", "2024-11-20T10:00:00Z")}</p>`;
    const html = `<entry><id>urn:a</id><title>A</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${text}</div></content></entry>`;

    expect(itemsOf("atom", atom(html)).map(({ hold }) => hold)).toEqual([undefined]);
    expect(
      itemsOf(
        "atom",
        atom(`<entry><id>urn:a</id><title>A</title><content type="html"><![CDATA[${text}]]></content></entry>`),
      ),
    ).toHaveLength(1);
  });
});

describe("An entry of an Atom feed that is a draft (RFC 5023)", () => {
  const URI = "https://journal.example/pont";
  const APP = 'xmlns:app="http://www.w3.org/2007/app"';
  const control = (draft: string) => `<app:control ${APP}><app:draft>${draft}</app:draft></app:control>`;
  const TITLE = "<title>Pont</title>";
  const BODY = '<content type="html">&lt;p&gt;Il rouvre.&lt;/p&gt;</content>';
  const UPDATED = "<updated>2024-11-20T09:00:00Z</updated>";
  const entry = (more: string, id = `<id>${URI}</id>`) => `<entry>${id}${UPDATED}${more}</entry>`;
  const feed = (...entries: string[]) =>
    itemsOf("atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>${entries.join("")}</feed>`);
  const statuses = (items: ReturnType<typeof feed>) => items.map(({ draft }) => draft?.status);
  const NOTE = "Its feed has it as a draft: withheld from readers.";
  const HOLD = { uri: URI, hold: "WITHHELD" };

  test.each([
    ["its own prefix", control("yes")],
    ["capitals and spaces", control(" \n YES ")],
    ["CDATA", control("<![CDATA[Yes]]>")],
    ["another prefix", control("yes").replaceAll("app:", "p:").replace("xmlns:app", "xmlns:p")],
    ["a namespace of its own", '<control xmlns="http://www.w3.org/2007/app"><draft>yes</draft></control>'],
    ["the older namespace", control("yes").replace("http://www.w3.org/2007/app", "http://purl.org/atom/app#")],
    ["several words", control("no</app:draft><app:draft>yes")],
  ])("is withheld, with a note, where it says so in %s", (_how, said) => {
    const [item] = feed(entry(TITLE + said + BODY));

    expect(item).toMatchObject({ draft: { uri: URI, status: "DRAFT" }, problems: [] });
    expect(item?.notes).toContain(NOTE);
  });

  test.each([
    ["no", control("no")],
    [" No ", control(" No ")],
    ["nothing of it", `<app:control ${APP}/>`],
    [
      "yes in its text",
      `<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${control("yes")}</div></summary>`,
    ],
  ])("is none where it says %s", (_what, said) => {
    expect(feed(entry(TITLE + said + BODY))).toMatchObject([{ draft: { status: "PUBLISHED" }, problems: [] }]);
  });

  test("holds back itself alone: not those beside it, nor another of its id", () => {
    const open = entry(TITLE, "<id>urn:open</id>");

    expect(statuses(feed("<entry/>", open, entry(TITLE + control("yes")), entry(TITLE)))).toEqual([
      "PUBLISHED",
      "DRAFT",
      "PUBLISHED",
    ]);
  });

  test("is known by its link where it has no id", () => {
    const link = `<link rel="self" href="${URI}.atom"/><link href=" ${URI} "/>`;

    expect(statuses(feed(entry(TITLE + control("yes"), link)))).toEqual(["DRAFT"]);
  });

  test.each(["maybe", "", "true"])("is refused and holds back where its word is %j, which nobody knows", (word) => {
    expect(feed(entry(TITLE + control(word) + BODY))).toMatchObject([
      { hold: HOLD, problems: [{ path: "/control/draft", reason: `must be yes or no, got "${word}"` }] },
    ]);
  });

  test("without a title is faulty, and holds back", () => {
    expect(feed(entry(control("yes")))).toMatchObject([
      { hold: HOLD, notes: [NOTE], problems: [{ path: "/headline", reason: "is missing: the entry has no title" }] },
    ]);
  });
});
