import type { DeskGateway } from "../../graphql/desk/desk-gateway.ts";
import { minuteOf } from "./drive.ts";
import { SECTIONS, TAG } from "./steps.ts";
import type { Seen } from "./story.ts";

/** A newsroom as it is read: each story by its URI, and what is told of it wherever else it is met. */

export const SELECTION = "uri headline language section { path } body { text } published { iso }";

export interface Read {
  uri: string;
  headline: string;
  language: string;
  section: { path: string } | null;
  body: { text: string } | null;
  published: { iso: string } | null;
}

export const seenOf = ({ headline, language, section, body, published }: Read): Seen => ({
  headline,
  language,
  section: section?.path ?? null,
  text: body?.text ?? null,
  published: published ? minuteOf(published.iso) : Number.NaN,
});

export interface Reading {
  /** By URI. */
  stories: Map<string, Seen>;
  /** What the tag is called; null: it is not there. */
  tag: string | null;
  /** Where places do not agree on who is there. */
  disagreements: string[];
}

interface Tags {
  nodes: { name: string; uri: string | null }[];
}
interface List {
  nodes: { uri: string }[];
}

const LISTS = SECTIONS.map(
  (path, index) => `s${index}: section(path: "${path}") { articles(first: 100) { nodes { uri } } }`,
);

export async function read(gateway: DeskGateway, uris: readonly string[]): Promise<Reading> {
  const each = uris.map((uri, index) => `a${index}: article(uri: ${JSON.stringify(uri)}) { uri }`);
  const { articles, search, tags, ...others } = await gateway.reader<
    { articles: { nodes: Read[]; totalCount: { value: number } }; search: List; tags: Tags } & Record<string, unknown>
  >(`{ articles(first: 100) { nodes { ${SELECTION} } totalCount { value } }
    search(query: "words", first: 100) { nodes { uri } } tags { nodes { name uri } } ${LISTS.join(" ")} ${each.join(" ")} }`);
  const stories = new Map(articles.nodes.map((node) => [node.uri, seenOf(node)]));
  const disagreements: string[] = [];
  const agree = (place: string, found: Iterable<string>, expected: Iterable<string>) => {
    const [one, other] = [[...found].toSorted().join(), [...expected].toSorted().join()];
    if (one !== other) disagreements.push(`${place}: ${one}, and of all articles: ${other}`);
  };
  const uriWhere = (matches: (seen: Seen) => boolean) =>
    [...stories].flatMap(([uri, seen]) => (matches(seen) ? [uri] : []));

  const found = uris.filter((_uri, index) => others[`a${index}`] !== null);
  agree("by URI", found, stories.keys());
  agree("totalCount", [String(articles.totalCount.value)], [String(stories.size)]);
  agree(
    "search",
    search.nodes.map(({ uri }) => uri),
    uriWhere(({ text }) => text?.startsWith("Words") === true),
  );
  SECTIONS.forEach((path, index) => {
    const list = others[`s${index}`] as { articles: List };
    const isIn = ({ section }: Seen) => section === path || section?.startsWith(`${path}/`) === true;
    agree(
      path,
      list.articles.nodes.map(({ uri }) => uri),
      uriWhere(isIn),
    );
  });
  const tag = tags.nodes.find(({ uri }) => uri === TAG)?.name ?? null;
  return { stories, tag, disagreements };
}
