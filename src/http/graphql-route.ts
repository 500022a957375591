import { Readable } from "node:stream";
import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { encodeUtf8 } from "./encode-utf8.ts";
import type { GraphqlService } from "./graphql-service.ts";

/** GET, HEAD and POST /graphql. */
export function serveGraphql(app: FastifyInstance, graphql: GraphqlService): void {
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    handler: async (request, reply) => {
      const work = graphql.execute(graphqlRequestOf(request), { requestId: request.id });
      request.work = work;
      const answer = await work;
      request.operation = answer.operation ?? null;
      request.statementCount = answer.statementCount;
      return sendAnswer(reply, answer.response);
    },
  });
}

/** Accept headers that ask for what is answered unasked: nothing to negotiate. */
const TAKES_JSON = new Set(["*/*", "application/json"]);

/** Only the headers that decide how a request is read and answered. */
function graphqlRequestOf({ method, headers, url, body }: FastifyRequest): HTTPGraphQLRequest {
  const map = new HeaderMap();
  const { accept, "content-type": contentType } = headers;
  if (accept !== undefined && !TAKES_JSON.has(accept)) map.set("accept", accept);
  if (contentType !== undefined) map.set("content-type", contentType);
  const queryStart = url.indexOf("?");
  return {
    // HEAD is GET whose body Node leaves out.
    method: method === "HEAD" ? "GET" : method,
    headers: map,
    search: queryStart < 0 ? "" : url.slice(queryStart),
    body,
  };
}

function sendAnswer(reply: FastifyReply, { status, headers, body }: HTTPGraphQLResponse): FastifyReply {
  reply.code(status ?? 200);
  // Set anew by Fastify from the bytes.
  headers.delete("content-length");
  for (const [name, value] of headers) reply.header(name, value);
  return reply.send(body.kind === "complete" ? encodeUtf8(body.string) : Readable.from(body.asyncIterator));
}
