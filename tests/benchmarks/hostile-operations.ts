import { type Asked, ofText, ofVariables, type PricedOperation, repeat } from "./priced-operations.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const privateUse = (index: number) => `fr-x-${String(index).padStart(6, "0")}`;

const search = (query: string, selection: string, more: object = {}) =>
  ofVariables(
    `query ($query: String!, $order: SearchOrder) { search(query: $query, orderBy: $order, first: 1) { ${selection} } }`,
    { query, ...more },
  );

const CARD = "id headline published { iso }";

/** Queries of strangers, made to cost as much as it can. */
export function hostileOperations(asked: Asked): PricedOperation[] {
  const { slug, articleIds, sectionIds, tagIds, words } = asked;
  const many = words.slice(0, 80);
  const letters = repeat(250, (index) => LETTERS[index % 26] ?? "");
  return [
    { name: "nothing", body: ofText(() => "{ __typename }") },
    { name: "nothing, of 20 KB", body: ofText(() => `{ __typename } # ${"x".repeat(20_000)}`) },
    { name: "search: one word", body: search(words[0] ?? "", "nodes { id }") },
    { name: "search: one rare word", body: search(words.at(-1) ?? "", "nodes { id }") },
    { name: "search: one letter", body: search("a", "nodes { id }") },
    { name: "search: 250 letters", body: search(letters, "nodes { id }") },
    { name: "search: 250 letters, or", body: search(letters.replaceAll(" ", " or ").slice(0, 500), "nodes { id }") },
    { name: "search: 500 characters of words", body: search(many.join(" "), "nodes { id }") },
    { name: "search: the same, or", body: search(many.join(" or "), "nodes { id }") },
    { name: "search: the same, or, newest", body: search(many.join(" or "), "nodes { id }", { order: "NEWEST" }) },
    { name: "search: the same, or, counted", body: search(many.join(" or "), "totalCount { value }") },
    {
      name: "search: the same, or, facets",
      body: search(
        many.join(" or "),
        "facets(fields: [SECTION, TAG, CONTRIBUTOR, LANGUAGE, YEAR], first: 100) { buckets { value } }",
      ),
    },
    { name: "search: phrase of 80 words", body: search(`"${many.join(" ")}"`, "nodes { id }") },
    { name: "search: none of 80 words", body: search(many.map((word) => `-${word}`).join(" "), "nodes { id }") },
    {
      name: "search: a word, none of 80",
      body: search(
        `${words[1]} ${many
          .slice(2)
          .map((word) => `-${word}`)
          .join(" ")}`,
        "nodes { id }",
      ),
    },
    {
      name: "search: a phrase of frequent words",
      body: search(`"${words[0]} ${words[1]} ${words[2]}"`, "nodes { id }"),
    },
    {
      name: "search: 10 aliases",
      body: ofText(
        () => `{ ${repeat(10, (index) => `a${index}: search(query: "${words[index]}", first: 1) { nodes { id } }`)} }`,
      ),
    },
    {
      name: "search: 100 highlights",
      body: ofText(
        () => `{ search(query: "${words[0]} or ${words[1]}", first: 100) { edges { highlights { html } } } }`,
      ),
    },
    { name: "100 stories", body: ofText(() => `{ articles(first: 100) { nodes { ${CARD} } } }`) },
    {
      name: "100 stories, every leaf",
      body: ofText(
        () =>
          `{ articles(first: 100) { nodes { id uri slug url path headline kicker byline dateline language summary representation status urgency version embargoedUntil } } }`,
      ),
    },
    {
      name: "100 stories of 40 labels",
      body: ofText(
        () =>
          `{ articles(first: 100) { nodes { published { ${repeat(29, (index) => `a${index}: label(timeZone: "${["Europe/Paris", "Asia/Seoul", "America/Lima"][index % 3]}", locale: "${["de", "fr", "ko", "ar"][index % 4]}")`)} } } } }`,
      ),
    },
    {
      name: "30 private-use locales",
      body: ofText(
        (at) =>
          `{ article(slug: "${slug}") { published { ${repeat(30, (index) => `a${index}: label(locale: "${privateUse((at * 30 + index) % 1_000_000)}")`)} } } }`,
      ),
    },
    {
      name: "introspection",
      body: ofText(
        () =>
          "{ __schema { types { name description fields { name description args { name description type { name kind ofType { name kind ofType { name } } } } type { name kind ofType { name kind ofType { name } } } } } } }",
      ),
    },
    { name: "100 bodies as html", body: ofText(() => "{ articles(first: 100) { nodes { body { html } } } }") },
    {
      name: "100 bodies in every form",
      body: ofText(() => "{ articles(first: 100) { nodes { body { html markdown text outline { text } } } } }"),
    },
    {
      name: "100 bodies, 29 texts",
      body: ofText(
        () =>
          `{ articles(first: 100) { nodes { body { ${repeat(29, (index) => `t${index}: text(maxChars: ${10_000 + index})`)} } } } }`,
      ),
    },
    {
      name: "100 bodies in blocks",
      body: ofText(() => "{ articles(first: 100) { nodes { body { blocks { html text } } } } }"),
    },
    { name: "100 × ninjs", body: ofText(() => "{ articles(first: 100) { nodes { ninjs } } }") },
    { name: "100 × JSON-LD", body: ofText(() => "{ articles(first: 100) { nodes { jsonLd } } }") },
    {
      name: "related, 3 × 20",
      body: ofText(
        () =>
          `{ article(slug: "${slug}") { related(first: 20) { nodes { related(first: 20) { nodes { related(first: 20) { nodes { id } } } } } } } }`,
      ),
    },
    {
      name: "related, five hops",
      body: ofText(
        () =>
          `{ article(slug: "${slug}") { ${repeat(5, () => "related(first: 6) { nodes {")} id ${"} }".repeat(5)} } }`,
      ),
    },
    {
      name: "incoming, 100 × 20",
      body: ofText(
        () =>
          "{ articles(first: 100) { nodes { related(direction: INCOMING, first: 20) { totalCount nodes { id } } } } }",
      ),
    },
    {
      name: "100 × filled",
      body: ofText(
        () =>
          "{ articles(first: 100) { nodes { related(fill: true, first: 20) { edges { score reasons { text } node { id } } } } } }",
      ),
    },
    {
      name: "neighbourhood, 3 hops of 200",
      body: ofText(
        () => `{ article(slug: "${slug}") { neighbourhood(depth: 3, limit: 200) { nodes { id } edges { from to } } } }`,
      ),
    },
    {
      name: "100 × next and previous",
      body: ofText(() => "{ articles(first: 100) { nodes { next { id } previous(within: ALL) { id } } } }"),
    },
    {
      name: "100 ids",
      body: ofVariables("query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Article { headline } } }", {
        ids: articleIds.slice(0, 100),
      }),
    },
    { name: "the last of 100", body: ofText(() => `{ articles(last: 100) { nodes { id } } }`) },
    {
      name: "filter: 200 tags",
      body: ofVariables(
        "query ($ids: [ID!]!) { articles(filter: { tags: $ids }, first: 1) { nodes { id } totalCount { value } } }",
        { ids: tagIds.slice(0, 200) },
      ),
    },
    {
      name: "filter: 900 not these",
      body: ofVariables(
        "query ($ids: [ID!]!) { articles(filter: { excludeIds: $ids }, first: 1) { nodes { id } totalCount { value } } }",
        { ids: articleIds.slice(0, 900) },
      ),
    },
    {
      name: "filter: all sections, a rare moment",
      body: ofVariables(
        'query ($ids: [ID!]!) { articles(filter: { sections: $ids, published: { to: "1990-01-01T00:00:00Z" } }, first: 1) { nodes { id } totalCount { value } } }',
        { ids: sectionIds },
      ),
    },
    {
      name: "filter: nothing matches",
      body: ofText(
        () =>
          '{ articles(filter: { urgencyAtMost: 1, hasImage: true, languages: ["ko"] }, first: 1) { nodes { id } totalCount { value } } }',
      ),
    },
    {
      name: "tags by a part of the name",
      body: ofText(
        () =>
          '{ tags(query: "zzzz", first: 1) { nodes { id } } contributors(query: "zzzz", first: 1) { nodes { id } } }',
      ),
    },
    {
      name: "100 tags × 100 stories",
      body: ofText(() => "{ tags(first: 100) { nodes { articles(first: 90) { nodes { id } } } } }"),
    },
    {
      name: "100 tags counted",
      body: ofText(() => "{ tags(first: 100) { nodes { articles(first: 1) { totalCount { value } } } } }"),
    },
    {
      name: "20 counts",
      body: ofText(
        () =>
          `{ ${repeat(20, (index) => `a${index}: articles(first: 1, filter: { languages: ["${index % 2 ? "fr" : "en"}"] }) { totalCount { value } }`)} }`,
      ),
    },
    {
      name: "changes from the beginning",
      body: ofText(() => "{ changes(first: 100) { changes { token cacheTags changedFields node { id } } nextToken } }"),
    },
    {
      name: "changes with bodies",
      body: ofText(
        () =>
          "{ changes(first: 100, filter: { types: [ARTICLE] }) { changes { article { id body { html } } } nextToken } }",
      ),
    },
    {
      name: "100 × versions",
      body: ofText(
        () => "{ articles(first: 100) { nodes { versions(first: 20) { nodes { version changedFields headline } } } } }",
      ),
    },
  ];
}
