import { describe, expect, test } from "vitest";
import type { FeedFormat } from "../../../../src/ingest/formats/feeds/feed-entries.ts";
import { parseFeed } from "../../../../src/ingest/formats/feeds/parse-feed.ts";
import { PARIS } from "../fixture.ts";

const read = (format: FeedFormat, text: string | Uint8Array) =>
  parseFeed(typeof text === "string" ? Buffer.from(text) : text, format, PARIS);
function itemsOf(format: FeedFormat, text: string | Uint8Array) {
  const parsed = read(format, text);
  if ("reason" in parsed) throw new Error(parsed.reason);
  return parsed.items;
}

const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>News</title><link>https://news.example</link><description>D</description><language>fr-FR</language>
<item>
  <title>L&#8217;été &amp; &lt;em&gt;le vent&lt;/em&gt;</title>
  <link>https://news.example/2026/l-ete-et-le-vent.html</link>
  <guid isPermaLink="false">tag:news.example,2026:1</guid>
  <pubDate>Sat, 21 Nov 2026 09:30:00 +0100</pubDate>
  <dc:creator>Ana Brook</dc:creator><dc:creator>Lee</dc:creator>
  <category domain="https://tags.example/meteo">Météo</category><category>Vent</category>
  <description>Il vente.</description>
  <content:encoded><![CDATA[<p>Il vente « fort ».</p><script>alert(1)</script><p>Voir <a href="/plus">plus</a>.</p>]]></content:encoded>
  <media:content url="https://img.example/vent.jpg" medium="image"><media:description>Le vent</media:description></media:content>
  <atom:link rel="related" href="https://news.example/avant.html" title="Avant"/>
</item>
<item><title>Only a teaser</title><link>https://news.example/teaser</link><description>Short.</description></item>
<item><link>https://news.example/untitled</link></item>
</channel></rss>`;

describe("RSS 2.0", () => {
  test("an item is an article with its people, topics, picture and related stories", () => {
    const [item] = itemsOf("rss", RSS);

    expect(item?.problems).toEqual([]);
    expect(item?.draft).toEqual({
      uri: "tag:news.example,2026:1",
      slug: "l-ete-et-le-vent",
      headline: "L’été & le vent",
      standfirst: { text: "Il vente." },
      byline: "Ana Brook, Lee",
      language: "fr-FR",
      status: "PUBLISHED",
      publishedAt: new Date("2026-11-21T08:30:00Z"),
      contributors: [
        { name: "Ana Brook", role: "AUTHOR" },
        { name: "Lee", role: "AUTHOR" },
      ],
      tags: [
        { kind: "TOPIC", name: "Météo", uri: "https://tags.example/meteo", relevance: 1 },
        { kind: "TOPIC", name: "Vent", relevance: 1 },
      ],
      leadImage: "https://img.example/vent.jpg",
      images: [
        {
          url: "https://img.example/vent.jpg",
          alt: "Le vent",
          renditions: [{ name: "original", href: "https://img.example/vent.jpg", contentType: "image/jpeg" }],
        },
      ],
      representation: "FULL",
      body: [
        { type: "PARAGRAPH", role: "BODY", content: { text: "Il vente « fort »." } },
        {
          type: "PARAGRAPH",
          role: "BODY",
          content: {
            text: "Voir plus.",
            html: 'Voir <a href="/plus">plus</a>.',
            links: [{ start: 5, end: 9, href: "/plus" }],
          },
        },
      ],
      related: [
        {
          target: { uri: "https://news.example/avant.html", slug: "avant", headline: "Avant", language: "fr-FR" },
          kind: "READ_ALSO",
          placement: "END",
        },
      ],
    });
  });

  test("an item without a text is known by its headline and summary; one without a title is refused", () => {
    const [, teaser, untitled] = itemsOf("rss", RSS);

    expect(teaser?.draft).toMatchObject({
      uri: "https://news.example/teaser",
      representation: "PARTIAL",
      standfirst: { text: "Short." },
    });
    expect(teaser?.notes).toContain("HIDDEN: no date is given; until the story has one, no reader sees it.");
    expect(untitled?.draft).toBeUndefined();
    expect(untitled?.problems).toEqual([{ path: "/headline", reason: "is missing: the entry has no title" }]);
  });

  test("other encodings are read as declared", () => {
    const text =
      '<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><item><title>Été</title><guid>a</guid></item></channel></rss>';

    expect(itemsOf("rss", Buffer.from(text, "latin1"))[0]?.draft?.headline).toBe("Été");
    expect(
      itemsOf("rss", Buffer.from(`\uFEFF${text.replace("ISO-8859-1", "UTF-16")}`, "utf16le"))[0]?.draft?.headline,
    ).toBe("Été");
  });
});

describe("Atom, RDF and JSON Feed", () => {
  test("an Atom entry", () => {
    const [item] = itemsOf(
      "atom",
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title><id>f</id><updated>2026-11-21T10:00:00Z</updated>
      <entry><id>urn:a</id><title type="html">A &amp;lt; B</title><updated>2026-11-21T10:00:00Z</updated><published>2026-11-20T10:00:00Z</published>
      <author><name>Lee</name></author><link href="https://news.example/a-b"/><link rel="related" href="https://news.example/c" title="C"/>
      <category term="x" label="X"/><summary>S</summary><content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>`,
    );

    expect(item?.draft).toMatchObject({
      uri: "urn:a",
      slug: "a-b",
      headline: "A < B",
      language: "en",
      publishedAt: new Date("2026-11-20T10:00:00Z"),
      updatedAt: new Date("2026-11-21T10:00:00Z"),
      contributors: [{ name: "Lee", role: "AUTHOR" }],
      tags: [{ kind: "TOPIC", name: "X", relevance: 1 }],
      standfirst: { text: "S" },
      body: [{ type: "PARAGRAPH", role: "BODY", content: { text: "Text" } }],
      related: [{ target: { uri: "https://news.example/c", headline: "C" } }],
    });
  });

  test("an RDF item", () => {
    const [item] = itemsOf(
      "rdf",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="c"><title>T</title><link>https://news.example</link><description>D</description><dc:language>de</dc:language></channel>
      <item rdf:about="https://news.example/eins"><title>Eins</title><link>https://news.example/eins</link>
      <description>&lt;p&gt;Ein Text.&lt;/p&gt;</description><dc:date>2026-11-20T10:00:00+01:00</dc:date><dc:creator>Lee</dc:creator><dc:subject>Wetter</dc:subject></item></rdf:RDF>`,
    );

    expect(item?.draft).toMatchObject({
      uri: "https://news.example/eins",
      headline: "Eins",
      language: "de",
      publishedAt: new Date("2026-11-20T09:00:00Z"),
      tags: [{ name: "Wetter" }],
      body: [{ content: { text: "Ein Text." } }],
    });
  });

  test("a JSON Feed item", () => {
    const [item, plain] = itemsOf(
      "json-feed",
      JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "T",
        language: "en",
        authors: [{ name: "Desk" }],
        items: [
          {
            id: "1",
            url: "https://news.example/one",
            title: "One",
            content_html: "<p>Text</p>",
            tags: ["X"],
            image: "https://img.example/1.png",
            date_published: "2026-11-20T10:00:00Z",
          },
          { id: "2", title: "Two", content_text: "First <b>.\n\nSecond." },
        ],
      }),
    );

    expect(item?.draft).toMatchObject({
      uri: "1",
      slug: "one",
      byline: "Desk",
      leadImage: "https://img.example/1.png",
      tags: [{ name: "X" }],
      body: [{ content: { text: "Text" } }],
    });
    expect(plain?.draft?.body).toMatchObject([{ content: { text: "First <b>." } }, { content: { text: "Second." } }]);
  });
});

describe("A hostile feed", () => {
  const rss = (prologue: string, title = "T") =>
    `${prologue}<rss version="2.0"><channel><item><title>${title}</title><guid>a</guid></item></channel></rss>`;
  const LAUGHS = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n} "&lol${n - 1 < 0 ? "" : n - 1};&lol${n - 1 < 0 ? "" : n - 1};">`).join("")}]>`;

  test.each([
    ["a billion laughs", rss(LAUGHS, "&lol8;"), "has a document type, which is not read"],
    [
      "an external entity",
      rss('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
      "has a document type, which is not read",
    ],
    [
      "an external document type",
      rss('<!doctype rss SYSTEM "http://evil.example/x.dtd">'),
      "has a document type, which is not read",
    ],
    [
      "an unknown encoding",
      rss('<?xml version="1.0" encoding="x-evil"?>'),
      'is in an encoding that is not known, "x-evil"',
    ],
    ["no XML", "just words", "is no feed that could be read"],
  ])("with %s is refused", (_name, text, reason) => {
    expect(read("rss", text)).toEqual({ reason });
  });

  test("with bytes that are not in its encoding is refused", () => {
    expect(read("rss", Buffer.from([...Buffer.from(rss("")), 0xff]))).toEqual({ reason: "is not utf-8" });
  });

  test("that talks of document types is read", () => {
    const items = itemsOf("rss", rss("", "<![CDATA[What <!DOCTYPE html> means]]>"));

    expect(items[0]?.draft?.headline).toContain("means");
  });

  test("with entities it does not declare keeps them as text", () => {
    expect(itemsOf("rss", rss("", "a &nosuch; b"))[0]?.draft?.headline).toBe("a &nosuch; b");
  });

  test.each([["{}"], ["[]"], ['{"version":"https://jsonfeed.org/version/1.1","items":"x"}'], ["{"]])(
    "of JSON, %s, never throws",
    (text) => {
      const parsed = read("json-feed", text);

      expect("reason" in parsed ? parsed.reason : parsed.items).toEqual(
        "reason" in parsed ? "is no feed that could be read" : [],
      );
    },
  );
});
