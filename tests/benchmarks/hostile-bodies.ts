import { type Asked, ofText, ofVariables, type PricedOperation, repeat } from "./priced-operations.ts";

/** Requests whose size or text is what makes work, and writes. */
export function hostileBodies({ articleIds }: Asked): PricedOperation[] {
  const html = `<article><h1>A page</h1>${repeat(3_400, (index) => `<p>Paragraph ${index} of a <b>long</b> <i>page</i>, as it goes on and on: <a href="https://a.example/${index}">here</a></p>`, "")}</article>`;
  const ingest = (format: string, document: string) =>
    ofVariables(
      "mutation ($document: String!, $format: IngestFormat!) { ingest(document: $document, format: $format, dryRun: true) { items { outcome } } }",
      { document, format },
    );
  return [
    {
      name: "a document of 1,000 tokens, new each time",
      body: ofText(
        (at) =>
          `{ a${at}: __typename ${repeat(160, (index) => `... @include(if: ${index % 2 === 0}) { __typename }`).slice(0, 0)} sections { ${repeat(480, (index) => ["id", "slug", "path", "url", "name"][index % 5] ?? "")} } }`,
      ),
    },
    { name: "unknown fields, new each time", body: ofText((at) => `{ ${repeat(90, (index) => `f${at}x${index}`)} }`) },
    { name: "no GraphQL, 20 KB", body: ofText((at) => `{ a(b: "${"x".repeat(19_900)}${at}) }`) },
    {
      name: "1,000 variables",
      body: ofVariables("{ __typename }", { ids: Array.from({ length: 990 }, (_, index) => index) }),
    },
    { name: "1 MB of brackets", body: () => "[".repeat(1_000_000) },
    { name: "1 MB of balanced brackets", body: () => "[".repeat(500_000) + "]".repeat(500_000) },
    { name: "1 MB of objects", body: () => `${'{"a":'.repeat(160_000)}1${"}".repeat(160_000)}` },
    { name: "1 MB of keys", body: () => `{${repeat(90_000, (index) => `"k${index}":1`, ",")}}` },
    { name: "1 MB of backslashes", body: () => `{"query":"${"\\\\".repeat(500_000)}"}` },
    { name: "1 MB of empty objects", body: () => `[${"{},".repeat(340_000)}1]` },
    { name: "1 MB of text", body: () => JSON.stringify({ query: "x".repeat(1_000_000) }) },
    {
      name: "an edit",
      body: (at) =>
        JSON.stringify({
          query: `mutation { updateArticle(id: "${articleIds[0]}", patch: { kicker: "Edit ${at}" }) { problems { message } } }`,
        }),
      isKeyed: true,
    },
    {
      name: "an edit of 100 KB of body",
      body: (at) =>
        JSON.stringify({
          query:
            "mutation ($id: ID!, $html: HTML!) { updateArticle(id: $id, patch: { bodyHtml: $html }, storiesWithoutPlace: REMOVE) { problems { message } } }",
          variables: { id: articleIds[0], html: `<p>${at}</p>${html.slice(0, 100_000)}` },
        }),
      isKeyed: true,
    },
    { name: "ingest: 340 KB of html", body: ingest("ARTICLE_HTML", html), isKeyed: true },
    {
      name: "ingest: 340 KB of nested html",
      body: ingest("ARTICLE_HTML", `<article><p>${"<div>".repeat(34_000)}x${"</div>".repeat(34_000)}`),
      isKeyed: true,
    },
    {
      name: "ingest: 340 KB of RSS",
      body: ingest(
        "RSS",
        `<rss version="2.0"><channel><title>t</title>${repeat(400, (index) => `<item><guid>urn:i:${index}</guid><title>Story ${index}</title><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><description>${"Text of it. ".repeat(50)}</description></item>`, "")}</channel></rss>`,
      ),
      isKeyed: true,
    },
    {
      name: "ingest: 500 ninjs",
      body: ingest(
        "NINJS",
        JSON.stringify(
          Array.from({ length: 500 }, (_, index) => ({
            uri: `urn:n:${index}`,
            type: "text",
            language: "fr",
            headline: `Story ${index}`,
            versioncreated: "2026-11-20T08:00:00Z",
            body_html: `<p>${"Text of it. ".repeat(40)}</p>`,
          })),
        ),
      ),
      isKeyed: true,
    },
  ];
}
