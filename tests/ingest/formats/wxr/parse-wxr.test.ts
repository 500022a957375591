import { describe, expect, test } from "vitest";
import { parseWxr } from "../../../../src/ingest/formats/wxr/parse-wxr.ts";
import { PARIS } from "../fixture.ts";

const cdata = (text: string) => `<![CDATA[${text}]]>`;
const post = (changes: Record<string, string> = {}, more = "") => {
  const parts = {
    title: cdata("L’été"),
    link: "https://blog.example/l-ete/",
    guid: "https://blog.example/?p=7",
    "dc:creator": cdata("ana"),
    "content:encoded": cdata("Il vente.\n\nEncore <em>plus</em>."),
    "excerpt:encoded": cdata("Résumé."),
    "wp:post_id": "7",
    "wp:post_name": cdata("l-ete"),
    "wp:post_date_gmt": cdata("2026-11-20 08:30:00"),
    "wp:post_modified_gmt": cdata("2026-11-21 08:30:00"),
    "wp:post_type": cdata("post"),
    "wp:status": cdata("publish"),
    ...changes,
  };
  return `<item>${Object.entries(parts)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join("")}${more}</item>`;
};
const meta = (key: string, value: string) =>
  `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>`;
const wxr = (...items: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>Blog</title><language>fr-FR</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>${cdata("ana")}</wp:author_login><wp:author_display_name>${cdata("Ana Brook")}</wp:author_display_name></wp:author>
${items.join("\n")}</channel></rss>`;
function itemsOf(text: string) {
  const parsed = parseWxr(Buffer.from(text), PARIS);
  if ("reason" in parsed) throw new Error(parsed.reason);
  return parsed.items;
}

const ATTACHMENT = `<item><title>Vent</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type>
  <wp:status>inherit</wp:status><wp:attachment_url>https://blog.example/vent.jpg</wp:attachment_url>${meta("_wp_attachment_image_alt", "Le vent")}</item>`;

describe("A WordPress export", () => {
  test("has each post with its author, topics, picture and the slugs it once had", () => {
    const [item] = itemsOf(
      wxr(
        ATTACHMENT,
        post(
          {},
          `<category domain="category" nicename="meteo">${cdata("Météo")}</category>${meta("_thumbnail_id", "9")}${meta("_wp_old_slug", "ete-2025")}${meta("_wp_old_slug", "ete-2024")}`,
        ),
      ),
    );

    expect(item?.problems).toEqual([]);
    expect(item?.draft).toEqual({
      uri: "https://blog.example/?p=7",
      slug: "l-ete",
      formerSlugs: ["ete-2025", "ete-2024"],
      headline: "L’été",
      standfirst: { text: "Résumé." },
      byline: "Ana Brook",
      language: "fr-FR",
      status: "PUBLISHED",
      publishedAt: new Date("2026-11-20T08:30:00Z"),
      updatedAt: new Date("2026-11-21T08:30:00Z"),
      contributors: [{ name: "Ana Brook", role: "AUTHOR" }],
      tags: [{ kind: "TOPIC", name: "Météo", relevance: 1 }],
      leadImage: "https://blog.example/vent.jpg",
      images: [
        {
          url: "https://blog.example/vent.jpg",
          alt: "Le vent",
          renditions: [{ name: "original", href: "https://blog.example/vent.jpg", contentType: "image/jpeg" }],
        },
      ],
      representation: "FULL",
      body: [
        { type: "PARAGRAPH", role: "BODY", content: { text: "Il vente." } },
        { type: "PARAGRAPH", role: "BODY", content: { text: "Encore plus.", html: "Encore <em>plus</em>." } },
      ],
      related: [],
    });
  });

  test.each([
    ["publish", "PUBLISHED"],
    ["future", "PUBLISHED"],
    ["draft", "DRAFT"],
    ["pending", "DRAFT"],
    ["private", "DRAFT"],
  ])("a post that is %s becomes %s", (status, expected) => {
    expect(itemsOf(wxr(post({ "wp:status": status })))[0]?.draft?.status).toBe(expected);
  });

  test("pages and what is in the bin are counted, not read", () => {
    const items = itemsOf(wxr(post(), post({ "wp:post_type": "page" }), post({ "wp:status": "trash" })));

    expect(items).toHaveLength(1);
    expect(items[0]?.notes).toContain("2 entries of the export are no posts, or in its bin: not read.");
  });

  test("blocks of the editor are read as the HTML they are", () => {
    const content = cdata(
      '<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n<h2>Two</h2>\n<!-- /wp:heading -->\n\n[gallery ids="1,2"]',
    );

    expect(itemsOf(wxr(post({ "content:encoded": content })))[0]?.draft?.body).toMatchObject([
      { type: "PARAGRAPH", content: { text: "One." } },
      { type: "HEADING", level: 2, content: { text: "Two" } },
    ]);
  });

  test.each([
    [
      "a document type",
      wxr(post()).replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss'),
      "has a document type, which is not read",
    ],
    ["another root", "<feed/>", "is no WordPress export"],
  ])("with %s is refused", (_name, text, reason) => {
    expect(parseWxr(Buffer.from(text), PARIS)).toEqual({ reason });
  });
});
