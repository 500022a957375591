import type { DeskGateway } from "../../graphql/desk/desk-gateway.ts";
import type { Model } from "./model.ts";

interface AtDesk {
  uri: string;
  path: string;
  visibility: { isPublic: boolean };
}
interface Resolved {
  __typename: "Article" | "NotFound" | "Redirect" | "Tombstone";
  to?: string;
}

/** What readers find at each path that a story has, or had while they saw it; and whom the desk is told that they see. */
export class Paths {
  /** Of each story, those at which readers found it. */
  readonly #found = new Map<string, Set<string>>();

  async unlike(model: Model, gateway: DeskGateway): Promise<string[]> {
    const { articles } = await gateway.desk<{ articles: { nodes: AtDesk[] } }>(
      `{ articles(first: 100) { nodes { uri path visibility { isPublic } } } }`,
    );
    const expected = new Map<string, string>();
    const faults: string[] = [];
    for (const { uri, path, visibility } of articles.nodes) {
      const isSeen = model.seen(uri).length > 0;
      if (visibility.isPublic !== isSeen) faults.push(`at the desk ${uri} is ${isSeen ? "not " : ""}public`);
      const found = this.#found.get(uri) ?? new Set();
      if (isSeen) this.#found.set(uri, found.add(path));
      const gone = model.leavesTombstone(uri) ? "Tombstone" : "NotFound";
      for (const other of found) expected.set(other, isSeen ? `Redirect ${path}` : gone);
      expected.set(path, isSeen ? "Article" : gone);
    }
    const paths = [...expected.keys()];
    const asked = paths.map(
      (path, index) => `p${index}: resolvePath(path: ${JSON.stringify(path)}) { __typename ... on Redirect { to } }`,
    );
    const answers = await gateway.reader<Record<string, Resolved>>(`{ ${asked.join(" ")} }`);
    paths.forEach((path, index) => {
      const { __typename, to } = answers[`p${index}`] as Resolved;
      const found = to === undefined ? __typename : `${__typename} ${to}`;
      if (found !== expected.get(path)) faults.push(`at ${path}: ${found}, not ${expected.get(path)}`);
    });
    return faults;
  }
}
