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

/** Hands the page's options to the bundle; a file of its own so that the page needs no inline script. */
const START_SCRIPT = `
const workers = { json: "graphiql/json-worker.js", graphql: "graphiql/graphql-worker.js" };
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => workers[label] ?? "graphiql/editor-worker.js",
};
YogaGraphiQL.renderYogaGraphiQL(
  document.getElementById("root"),
  JSON.parse(document.getElementById("options").textContent),
);
`;

/** GraphiQL's files by name; megabytes, so loaded and compressed when first asked for. */
export async function loadGraphiqlAssets(): Promise<ReadonlyMap<string, GraphiqlAsset>> {
  const bundle = await import("@graphql-yoga/render-graphiql/graphiql");
  const texts = {
    "app.js": bundle.js,
    "style.css": bundle.css,
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
