import type { FastifyInstance } from "fastify";
import { pageHeaders } from "./security-headers.ts";

const HEADERS = pageHeaders({ defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"] });

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Kiosque</title>
<h1>Kiosque</h1>
<p>A GraphQL content gateway: send queries to <a href="graphql">/graphql</a>.</p>
<p>Health: <a href="health/live">live</a>, <a href="health/ready">ready</a>.</p>
</html>
`;

/** `/` leads to GraphiQL, or says what this is where GraphiQL is off. */
export function serveRoot(app: FastifyInstance, hasGraphiql: boolean): void {
  app.get("/", async (_request, reply) =>
    // Relative: holds behind a proxy that adds a path.
    hasGraphiql ? reply.redirect("graphiql", 302) : reply.headers(HEADERS).type("text/html; charset=utf-8").send(PAGE),
  );
}
