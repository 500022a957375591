import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a newsroom has that operations ask for. */
export interface Asked {
  readonly slug: string;
  readonly sectionPath: string;
  readonly sectionIds: readonly string[];
  readonly articleIds: readonly string[];
  readonly tagIds: readonly string[];
  readonly contributorSlug: string;
  readonly tagSlug: string;
  /** The most frequent first. */
  readonly words: readonly string[];
}

export interface PricedOperation {
  readonly name: string;
  /** The body of a POST; the n-th request's. */
  readonly body: (index: number) => string;
  /** Sent with a key that may write. */
  readonly isKeyed?: boolean;
}

const SAVED = join(import.meta.dirname, "../../schema/operations");

/** What clients of good will ask for, with the arguments they are saved with but for what is named there. */
export function savedOperations({ slug, sectionPath, contributorSlug, tagSlug, words }: Asked): PricedOperation[] {
  const slugs: Record<string, string> = { ContributorPage: contributorSlug, TagPage: tagSlug, Storyline: "price" };
  return readdirSync(SAVED).map((file) => {
    const query = readFileSync(join(SAVED, file), "utf8");
    const name = file.replace(".graphql", "");
    const given = JSON.parse(/^# variables: *(\{.*\}) *$/m.exec(query)?.[1] ?? "{}") as Record<string, unknown>;
    if ("slug" in given) given["slug"] = slugs[name] ?? slug;
    if ("path" in given) given["path"] = sectionPath;
    if ("query" in given) given["query"] = `${words[20]} ${words[30]}`;
    return { name, body: () => JSON.stringify({ query, variables: given }) };
  });
}

export const repeat = (count: number, part: (index: number) => string, separator = " ") =>
  Array.from({ length: count }, (_, index) => part(index)).join(separator);

export const ofVariables = (query: string, variables: object) => () => JSON.stringify({ query, variables });
export const ofText = (query: (index: number) => string) => (index: number) => JSON.stringify({ query: query(index) });
