import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** One file of GraphiQL, as sent. */
export interface GraphiqlAsset {
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
  readonly contentType: string;
  /** Quoted, as in the ETag header. */
  readonly etag: string;
}

/**
 * Hands the page's options to the bundle; a file of its own so that the page needs no inline script.
 *
 * Tabs that are given to GraphiQL come without their variables where the first of them has any. What it has stored it takes
 * up as it should: so they are stored before it begins.
 */
const START_SCRIPT = `
const workers = { json: "graphiql/json-worker.js", graphql: "graphiql/graphql-worker.js" };
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => workers[label] ?? "graphiql/editor-worker.js",
};
const { tabs, ...options } = JSON.parse(document.getElementById("options").textContent);
function storeTabs(storage) {
  if (tabs.length === 0 || storage.getItem("graphiql:tabState") !== null) return;
  const stored = tabs.map(({ title, query, variables = null }, index) => ({
    id: "saved-" + index, title, query, variables, headers: null, operationName: title, response: null, hash: null,
  }));
  storage.setItem("graphiql:tabState", JSON.stringify({ tabs: stored, activeTabIndex: 0 }));
  storage.setItem("graphiql:query", tabs[0].query);
  storage.setItem("graphiql:variables", tabs[0].variables ?? "");
}
try {
  storeTabs(localStorage);
} catch {
  // A browser that stores nothing has the tabs all the same.
}
const defaultTabs = tabs.map(({ query, variables }) => ({ query, variables }));
YogaGraphiQL.renderYogaGraphiQL(document.getElementById("root"), { ...options, defaultTabs });
`;

/**
 * GraphiQL moves a tab from where it was before the page was laid out, once that has the focus: a click on it missed it. On
 * a telephone, the answer stands below the question.
 */
const STYLE = `
.graphiql-container .graphiql-tab { transform: none !important; }
@media (max-width: 700px) {
  .graphiql-container .graphiql-logo, .graphiql-container .graphiql-horizontal-drag-bar { display: none; }
  .graphiql-container #graphiql-session { position: relative; flex-direction: column; overflow: auto; }
  .graphiql-container #graphiql-session > .graphiql-editors, .graphiql-container #graphiql-session > .graphiql-response {
    flex: 0 0 80% !important;
  }
}
`;

/** GraphiQL's files by name; megabytes, so loaded and compressed when first asked for. */
export async function loadGraphiqlAssets(): Promise<ReadonlyMap<string, GraphiqlAsset>> {
  const bundle = await import("@graphql-yoga/render-graphiql/graphiql");
  const texts = {
    "app.js": bundle.js,
    "style.css": bundle.css + STYLE,
    "editor-worker.js": bundle.editorWorkerService,
    "json-worker.js": bundle.jsonWorker,
    "graphql-worker.js": bundle.graphqlWorker,
    "start.js": START_SCRIPT,
  };
  return new Map(
    await Promise.all(Object.entries(texts).map(async ([name, text]) => [name, await asset(name, text)] as const)),
  );
}

async function asset(name: string, text: string): Promise<GraphiqlAsset> {
  const bytes = Buffer.from(text);
  return {
    bytes,
    gzipped: await promisify(gzip)(bytes),
    contentType: `text/${name.endsWith(".css") ? "css" : "javascript"}; charset=utf-8`,
    etag: `"${createHash("sha256").update(bytes).digest("base64url")}"`,
  };
}
