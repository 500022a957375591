import { describe, expect, test } from "vitest";
import { parseArticleHtml } from "../../../../src/ingest/formats/article-html/parse-article-html.ts";
import { PARIS } from "../fixture.ts";

const URI = "https://journal.example/a/bridge";
const AT = "2024-11-20T10:00:00Z";
const parse = (creativeWorkStatus: unknown, { headline = "<h1>Bridge</h1>", text = "<p>First words.</p>" } = {}) => {
  const article = { "@type": "NewsArticle", url: URI, datePublished: AT, dateModified: AT, creativeWorkStatus };
  const jsonLd = `<script type="application/ld+json">${JSON.stringify(article)}</script>`;
  return parseArticleHtml(`<html lang="fr"><head>${jsonLd}</head><article>${headline}${text}</article></html>`, PARIS);
};
const HOLD = { uri: URI, hold: "WITHHELD", updatedAt: new Date(AT) };

describe("A page's creativeWorkStatus", () => {
  test.each(
    "Draft, draft ,Incomplete,Pending,PendingReview,in review,Unpublished,Draft/v2,https://schema.org/Draft,Withdrawn,RETRACTED,Deleted,Removed by us".split(
      ",",
    ),
  )("%j withholds, with a note, and kills nothing", (status) => {
    const { draft, notes, problems } = parse(status);

    expect(problems).toEqual([]);
    expect(draft?.status).toBe("DRAFT");
    expect(notes).toEqual([`The page calls itself « ${status.trim()} »: withheld from readers.`]);
  });

  test.each([
    ["a defined term", { "@type": "DefinedTerm", name: "Draft" }],
    ["one of several", ["Published", "Draft"]],
  ])("is read of %s", (_what, status) => {
    expect(parse(status).draft?.status).toBe("DRAFT");
  });

  test.each([undefined, "Published", "Live", "Obsolete", "Archived", "https://schema.org/Published", ""])(
    "%j leaves it to readers",
    (status) => {
      expect(parse(status)).toMatchObject({ draft: { status: "PUBLISHED" }, notes: [] });
    },
  );

  test("that nobody knows leaves it to readers, with a note", () => {
    expect(parse("Sketchy")).toMatchObject({
      draft: { status: "PUBLISHED" },
      notes: ["The page calls itself « Sketchy », a status that is not known: readers may see it."],
    });
  });

  test.each([
    ["no headline", { headline: "" }, ["/headline"]],
    ["no text", { text: "" }, ["/body"]],
    ["a headline without end", { headline: `<h1>${"h".repeat(1_001)}</h1>` }, ["/headline"]],
  ])("holds back where the page is faulty: %s", (_fault, parts, paths) => {
    const { draft, hold, problems } = parse("Draft", parts);

    expect(draft).toBeUndefined();
    expect(problems.map(({ path }) => path)).toEqual(paths);
    expect(hold).toEqual(HOLD);
  });
});
