const FRAGMENTS = `
  fragment List on ArticleConnection {
    totalCount { value relation } nodes { uri } edges { cursor node { uri } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  fragment Related on RelatedStoryConnection {
    totalCount nodes { uri } edges { cursor id kind node { uri } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  fragment Found on SearchConnection {
    totalCount { value relation } nodes { uri } edges { cursor score highlights { field html } node { uri } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  fragment Inline on ArticleBody {
    blocks { id position html text ... on RelatedStoryBlock { edge { id cursor position node { uri } } } }
  }
  fragment Links on Article {
    standfirst { links { article { uri } } }
    body { blocks { ... on ParagraphBlock { content { links { article { uri } } } } ... on ListBlock { items { links { article { uri } } } } } }
  }`;

/** What an answer has when the story is seen; the address of a link to it stands in the text whatever it leads to. */
export const SEEN = /urn:hidden|Hidden story/;

/** Every way to an article of the newsroom in hidden-story.ts: add a line to add one. What is asked names the story by its URI or its headline when it is there. */
export const WAYS: [name: string, operation: string][] = [
  ["article by id", `query ($id: ID!) { article(id: $id) { uri } }`],
  ["article by slug", `{ article(slug: "hidden-now") { uri } }`],
  ["article by uri", `{ article(uri: "urn:hidden") { uri } }`],
  ["article by former slug", `{ article(slug: "hidden-once") { uri } }`],
  ["node", `query ($id: ID!) { node(id: $id) { ... on Article { uri } } }`],
  ["nodes", `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { uri } } }`],
  ["articles", `{ articles { ...List } }`],
  ["articles, oldest first", `{ articles(orderBy: { direction: ASC }) { ...List } }`],
  ["articles by update", `{ articles(orderBy: { field: UPDATED, direction: DESC }) { ...List } }`],
  ["articles from the end", `{ articles(last: 50) { ...List } }`],
  ["articles of sections", `query ($section: ID!) { articles(filter: { sections: [$section] }) { ...List } }`],
  ["articles of tags", `query ($tag: ID!) { articles(filter: { tags: [$tag] }) { ...List } }`],
  [
    "articles of contributors",
    `query ($contributor: ID!) { articles(filter: { contributors: [$contributor] }) { ...List } }`,
  ],
  ["section", `{ section(path: "world/asia") { articles { ...List } } }`],
  [
    "section by update",
    `{ section(path: "world") { articles(orderBy: { field: UPDATED, direction: ASC }) { ...List } } }`,
  ],
  [
    "section without those below",
    `{ section(path: "world/asia") { articles(includeDescendants: false) { ...List } } }`,
  ],
  ["section above", `{ section(path: "world") { articles { ...List } } }`],
  ["all sections", `{ sections(rootOnly: false) { articles { ...List } } }`],
  ["tag", `query ($tag: ID!) { tag(id: $tag) { articles { ...List } } }`],
  ["all tags", `{ tags { nodes { articles { ...List } } } }`],
  ["contributor", `query ($contributor: ID!) { contributor(id: $contributor) { articles { ...List } } }`],
  ["all contributors", `{ contributors { nodes { articles { ...List } } } }`],
  ["related", `{ article(slug: "host") { related { ...Related } } }`],
  [
    "related, filtered",
    `{ article(slug: "host") { related(kinds: [BACKGROUND], placements: [END], origins: [IMPORT]) { ...Related } } }`,
  ],
  ["related, incoming", `{ article(slug: "host") { related(direction: INCOMING) { ...Related } } }`],
  ["related of related", `{ article(slug: "linker") { related { ...Related nodes { related { ...Related } } } } }`],
  ["suggestions", `{ article(slug: "first") { related(origins: [ALGORITHM]) { ...Related } } }`],
  ["related, filled up", `{ article(slug: "first") { related(fill: true) { ...Related } } }`],
  [
    "related, filled up in other languages",
    `{ article(slug: "host") { related(fill: true, languages: ["en"]) { ...Related } } }`,
  ],
  [
    "stories that suggest this one",
    `{ article(slug: "first") { related(direction: INCOMING, origins: [ALGORITHM]) { ...Related } } }`,
  ],
  ["suggestions of many", `{ articles { nodes { related(first: 50, fill: true) { ...Related } } } }`],
  ["related of many", `{ articles { nodes { related(first: 50) { ...Related } } } }`],
  ["related of many, incoming", `{ articles { nodes { related(direction: INCOMING) { ...Related } } } }`],
  ["a body's blocks", `{ article(slug: "host") { body { ...Inline } } }`],
  ["a body's html", `{ article(slug: "host") { body { html } } }`],
  ["a body's markdown", `{ article(slug: "host") { body { markdown } } }`],
  ["a body's text", `{ article(slug: "host") { body { text } } }`],
  ["many bodies' blocks", `{ articles { nodes { body { ...Inline } } } }`],
  ["many bodies' texts", `{ articles { nodes { body { text markdown } } } }`],
  ["links of a text", `{ article(slug: "linker") { ...Links } }`],
  ["links of many texts", `{ articles { nodes { ...Links } } }`],
  ["localizations", `{ article(slug: "host") { localizations { uri } } }`],
  ["neighbourhood", `{ article(slug: "linker") { neighbourhood(depth: 2) { nodes { uri } truncated } } }`],
  ["neighbourhoods of many", `{ articles { nodes { neighbourhood(depth: 1) { nodes { uri } } } } }`],
  ["next in the storyline", `{ article(uri: "urn:first") { next(within: STORYLINE) { uri } } }`],
  ["previous in the storyline", `{ article(uri: "urn:last") { previous(within: STORYLINE) { uri } } }`],
  ["next of many", `{ articles { nodes { next { uri } previous { uri } } } }`],
  ["next of all", `{ articles { nodes { next(within: ALL) { uri } previous(within: ALL) { uri } } } }`],
  ["storyline", `{ storyline(slug: "tides") { entries { nodes { article { uri } } edges { cursor } } } }`],
  [
    "storyline, oldest first",
    `{ storyline(slug: "tides") { entries(orderBy: CHRONOLOGICAL) { nodes { article { uri } } } } }`,
  ],
  ["storylines of articles", `{ articles { nodes { storylines { article { uri } } } } }`],
  ["search", `{ search(query: "hidden") { ...Found } }`],
  ["search, newest first", `{ search(query: "hidden story", orderBy: NEWEST) { ...Found } }`],
  ["search by the body", `{ search(query: "words") { ...Found } }`],
  [
    "search, filtered",
    `query ($section: ID!) { search(query: "hidden or host", filter: { sections: [$section] }) { ...Found } }`,
  ],
  ["localizations of many", `{ articles { nodes { localizations { uri } } } }`],
];

/** The operation with those of the fragments that it spreads. */
export function withFragments(operation: string): string {
  const definitions = [...FRAGMENTS.matchAll(/fragment (\w+) on[\s\S]*?\n {2}\}/g)];
  return [operation, ...definitions.filter(([, name]) => operation.includes(`...${name}`)).map(([text]) => text)].join(
    " ",
  );
}
