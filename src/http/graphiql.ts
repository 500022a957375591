import type { FastifyInstance } from "fastify";
import { loadGraphiqlAssets } from "./graphiql-assets.ts";
import { notFound } from "./not-found.ts";
import type { SavedOperation } from "./saved-operations.ts";
import { pageHeaders } from "./security-headers.ts";
import { varyBy } from "./vary.ts";

/** Nothing but ourselves; styles are inline because the editor writes them so. */
const HEADERS = pageHeaders({
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  workerSrc: ["'self'"],
  connectSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  fontSrc: ["data:"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
});

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="28" height="28">' +
  '<path d="M3 13 16 4l13 9z" fill="#b3261e"/><path d="M6 15h20v13H6z" fill="none" stroke="#b3261e" stroke-width="2"/>' +
  '<path d="M10 19h12M10 23h8" stroke="#b3261e" stroke-width="2"/></svg>';

/** GraphiQL at /graphiql with the saved operations as tabs, its files below; no other host is asked for anything. */
export function serveGraphiql(app: FastifyInstance, operations: readonly SavedOperation[]): void {
  const page = Buffer.from(renderPage(operations));
  let loading: ReturnType<typeof loadGraphiqlAssets> | undefined;

  app.get("/graphiql", async (_request, reply) =>
    reply.headers(HEADERS).header("cache-control", "no-cache").type("text/html; charset=utf-8").send(page),
  );

  app.get<{ Params: { file: string } }>("/graphiql/:file", async ({ params, headers }, reply) => {
    const file = (await (loading ??= loadGraphiqlAssets())).get(params.file);
    if (!file) throw notFound();
    reply.headers(HEADERS).header("cache-control", "no-cache").header("etag", file.etag);
    varyBy(reply, "accept-encoding");
    if (headers["if-none-match"] === file.etag) return reply.code(304).send();
    reply.type(file.contentType);
    return /\bgzip\b/.test(headers["accept-encoding"] ?? "")
      ? reply.header("content-encoding", "gzip").send(file.gzipped)
      : reply.send(file.bytes);
  });
}

function renderPage(operations: readonly SavedOperation[]): string {
  const options = {
    endpoint: "graphql",
    title: "Kiosque",
    logo: LOGO,
    // Headers may hold credentials: they end with the page.
    shouldPersistHeaders: false,
    tabs: operations.map(({ name, document, variables }) => ({ title: name, query: document, variables })),
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>GraphiQL · Kiosque</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(LOGO)}">
<link rel="stylesheet" href="graphiql/style.css">
</head>
<body>
<noscript>GraphiQL needs JavaScript.</noscript>
<div id="root"></div>
<script type="application/json" id="options">${JSON.stringify(options).replaceAll("<", "\\u003c")}</script>
<script src="graphiql/app.js"></script>
<script src="graphiql/start.js"></script>
</body>
</html>
`;
}
