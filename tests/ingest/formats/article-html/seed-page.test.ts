import { describe, expect, test } from "vitest";
import { parseArticleHtml } from "../../../../src/ingest/formats/article-html/parse-article-html.ts";
import { parseNinjsItem } from "../../../../src/ingest/formats/ninjs/parse-ninjs-item.ts";
import { fixture, PARIS } from "../fixture.ts";

const page = fixture("article-page.html");
/** The text as the page shows it: headline, dateline and first paragraph, blocks and related stories, the share button. */
const lines = fixture("article-page.txt").split("\n");
const paragraph = (line: number) => ({ type: "PARAGRAPH", role: "BODY", content: { text: lines[line] } });
const related = (slug: string, line: number, at: string) => ({
  target: {
    uri: `https://journal.example/articles/${slug}`,
    slug,
    headline: lines[line],
    publishedAt: new Date(at),
    language: "fr",
  },
  kind: "READ_ALSO",
});

describe("parseArticleHtml, the sample page", () => {
  test("gives exactly this draft, with nothing inferred", () => {
    expect(parseArticleHtml(page, PARIS)).toEqual({
      draft: {
        uri: "https://journal.example/articles/soldats-nord-coreens-russie",
        slug: "soldats-nord-coreens-russie",
        headline: "Des soldats nord-coréens en route pour soutenir la Russie ?",
        dateline: "Paris",
        language: "fr",
        status: "PUBLISHED",
        representation: "FULL",
        publishedAt: new Date("2024-11-24T06:30:00Z"),
        updatedAt: new Date("2024-11-24T06:30:00Z"),
        section: [{ slug: "monde", name: "Monde" }],
        contributors: [],
        tags: [],
        images: [],
        body: [
          { type: "PARAGRAPH", role: "BODY", content: { text: lines[1]?.replace(/^Paris/, "") } },
          { ...paragraph(2), role: "LEAD_IN" },
          paragraph(3),
          paragraph(4),
          paragraph(5),
          { type: "RELATED_STORY", anchor: "inline-1" },
          paragraph(8),
          paragraph(9),
          {
            type: "HEADING",
            level: 2,
            anchor: "partenariat-entre-la-coree-du-nord-et-la-russie-une-strategie-risquee-face-a-l-occident".slice(
              0,
              80,
            ),
            content: { text: lines[10] },
          },
          paragraph(11),
        ],
        related: [
          {
            ...related("forum-canadien-kara-mourza", 7, "2024-11-24T01:04:00Z"),
            placement: "INLINE",
            anchor: "inline-1",
          },
          { ...related("missiles-russes-troupes-nord-coreennes", 13, "2024-11-22T09:28:00Z"), placement: "END" },
          { ...related("mines-antipersonnel-ukraine", 15, "2024-11-21T03:38:00Z"), placement: "END" },
          { ...related("poutine-menace-nucleaire", 17, "2024-11-20T10:27:00Z"), placement: "END" },
        ],
      },
      notes: [],
      problems: [],
    });
  });

  test("without machine-readable times the printed ones are read, and each reading is told", () => {
    const { draft, notes } = parseArticleHtml(page.replaceAll(/<time datetime="[^"]*">/g, "<time>"), PARIS);

    expect(draft?.related.map(({ target }) => target.publishedAt?.toISOString())).toEqual([
      "2024-11-24T01:04:00.000Z",
      "2024-11-22T09:28:00.000Z",
      "2024-11-21T03:38:00.000Z",
      "2024-11-20T10:27:00.000Z",
    ]);
    expect(notes).toHaveLength(4);
    expect(notes[0]).toBe(
      "« Aujourd'hui · 02:04 » of « Forum canadien honore Vladimir Kara-Mourza, critique intrépide du Kremlin » was taken for 2024-11-24T01:04:00.000Z, counting in Europe/Paris from the page's date.",
    );
  });

  test("says in substance what the same story says as ninjs", () => {
    const html = parseArticleHtml(page, PARIS).draft;
    const { draft: ninjs, problems } = parseNinjsItem(JSON.parse(fixture("ninjs-3.json")), PARIS);
    // What the page does not say of itself.
    const { version, urgency, copyrightHolder, tags, ...shared } = ninjs ?? {};

    expect(problems).toEqual([]);
    expect({ version, urgency, copyrightHolder, tagCount: tags?.length }).toEqual({
      version: 1,
      urgency: 3,
      copyrightHolder: "Le Journal",
      tagCount: 2,
    });
    expect({ ...shared, tags: [] }).toEqual(html);
  });
});
