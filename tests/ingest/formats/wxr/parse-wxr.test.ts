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
    const [item] = itemsOf(wxr(post({ "wp:status": status })));

    expect(item?.draft?.status).toBe(expected);
    expect(item?.notes).toEqual(
      expected === "DRAFT" ? [`WordPress has it as "${status}": withheld from readers.`] : [],
    );
  });

  test.each(["publish", "future", "private"])(
    "a post that is %s and takes a password is withheld, with a note",
    (status) => {
      const [item] = itemsOf(wxr(post({ "wp:status": status, "wp:post_password": cdata("ouvre-toi") })));
      const [open] = itemsOf(wxr(post({ "wp:post_password": cdata("") })));

      expect(item?.draft?.status).toBe("DRAFT");
      expect(item?.notes.join("")).toMatch(/: withheld from readers\.$/);
      expect(JSON.stringify(item)).not.toContain("ouvre-toi");
      expect(open?.draft?.status).toBe("PUBLISHED");
    },
  );

  test.each(["trash", "archive", "expired"])("a post that is %s is a hold of the story we may have of it", (status) => {
    const gone = post({ "wp:status": status, guid: "https://blog.example/?p=8", title: "", "content:encoded": "" });

    expect(itemsOf(wxr(post(), gone)).slice(1)).toEqual([
      {
        hold: { uri: "https://blog.example/?p=8", hold: "WITHHELD" },
        notes: [`WordPress has it as "${status}": withheld from readers.`],
        problems: [],
      },
    ]);
  });

  test("a post in the bin holds nothing back that another of its guid shows", () => {
    expect(itemsOf(wxr(post({ "wp:status": "trash" }), post()))).toMatchObject([{ draft: { status: "PUBLISHED" } }]);
  });

  test("a post that is no longer public and has no title is faulty, and held back", () => {
    expect(itemsOf(wxr(post({ "wp:status": "private", title: "" })))).toMatchObject([
      {
        hold: { uri: "https://blog.example/?p=7", hold: "WITHHELD" },
        problems: [{ path: "/headline", reason: "is missing: the entry has no title" }],
      },
    ]);
  });

  test("what is no post, or only WordPress's own, is counted, not read", () => {
    const items = itemsOf(
      wxr(
        post(),
        post({ "wp:post_type": "page" }),
        post({ "wp:status": "auto-draft" }),
        post({ "wp:status": "inherit" }),
      ),
    );

    expect(items).toHaveLength(1);
    expect(items[0]?.notes).toContain("3 entries of the export are no posts: not read.");
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
