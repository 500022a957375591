import { Readable } from "node:stream";
import { HeaderMap, type HTTPGraphQLRequest } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import type { Cancellation } from "../cancellation.ts";
import { GatewayError, STATUS_BY_CODE } from "../errors.ts";
import { type AnswerType, answerTypeFor, unrunnableStatus } from "./answer-type.ts";
import { challenge } from "./challenge.ts";
import { withinDeadline } from "./deadline.ts";
import { tellWhenToRetry } from "./error-response.ts";
import { encodeUtf8 } from "./encode-utf8.ts";
import { paramsInBody, paramsInUrl } from "./graphql-params.ts";
import type { GraphqlAnswer, GraphqlService } from "./graphql-service.ts";
import { idempotencyKeyOf, tellIdempotencyKey } from "./idempotency-key.ts";
import { tellBudget } from "./rate-limit.ts";
import { varyBy } from "./vary.ts";

/** GET, HEAD and POST /graphql, by the GraphQL over HTTP specification. */
export function serveGraphql(
  app: FastifyInstance,
  graphql: GraphqlService,
  { onRequest, timeoutMs }: { readonly onRequest: onRequestAsyncHookHandler; readonly timeoutMs: number },
): void {
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    onRequest,
    handler: async (request, reply) => {
      const type = answerTypeFor(request.headers.accept);
      if (!type) throw notAcceptable();
      const isReadOnly = request.method !== "POST";
      // Caches keep answers to GET only.
      if (isReadOnly) varyBy(reply, "accept");
      const graphqlRequest = graphqlRequestOf(request);
      const idempotencyKey = idempotencyKeyOf(request);
      let work: Cancellation | undefined;
      const answer = await withinDeadline(reply, timeoutMs, (cancellation) => {
        work = cancellation;
        return workFor(
          request,
          graphql.execute(graphqlRequest, {
            ...request.caller,
            requestId: request.id,
            isReadOnly,
            isCostAsked: request.headers["x-kiosque-cost"] === "1",
            idempotencyKey,
            cancellation,
          }),
        );
      }).finally(() => {
        if (request.caller?.budget) tellBudget(reply, request.caller.budget);
        tellIdempotencyKey(reply, work?.outcome);
      });
      return sendAnswer(reply, type, answer);
    },
  });
}

const notAcceptable = () =>
  new GatewayError("NOT_ACCEPTABLE", "Answers are application/json or application/graphql-response+json.");

/** Notes what the log line wants to know, also of work that ends after its answer. */
function workFor(request: FastifyRequest, answering: Promise<GraphqlAnswer>): Promise<GraphqlAnswer> {
  const work = answering.then((answer) => {
    request.operation = answer.operation ?? null;
    request.statementCount = answer.statementCount;
    // Who was told of something else before has that in the log.
    request.errorCode ??= answer.errorCode ?? null;
    return answer;
  });
  request.work = work;
  return work;
}

const CONTENT_TYPE = new HeaderMap([["content-type", "application/json"]]);

/** To Apollo Server everything is a POST: parameters are checked here, and so is what is to be answered. */
function graphqlRequestOf({ method, url, body }: FastifyRequest): HTTPGraphQLRequest {
  const params = method === "POST" ? paramsInBody(body) : paramsInUrl(url);
  return { method: "POST", headers: CONTENT_TYPE, search: "", body: params };
}

function sendAnswer(reply: FastifyReply, type: AnswerType, { response, refusal }: GraphqlAnswer): FastifyReply {
  const { status, headers, body } = response;
  reply.code(refusal ? (STATUS_BY_CODE[refusal] ?? unrunnableStatus(type)) : (status ?? 200));
  if (refusal === "UNAUTHENTICATED") challenge(reply);
  if (refusal === "METHOD_NOT_ALLOWED") reply.header("allow", "POST");
  tellWhenToRetry(reply, refusal);
  // Set anew by Fastify from the bytes.
  headers.delete("content-length");
  for (const [name, value] of headers) reply.header(name, value);
  reply.header("content-type", type);
  if (body.kind === "encoded") return reply.send(body.bytes);
  return reply.send(body.kind === "complete" ? encodeUtf8(body.string) : Readable.from(body.asyncIterator));
}
