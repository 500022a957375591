import { isUtf8 } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance } from "fastify";
import { GatewayError } from "../errors.ts";
import { BYTES_IN_A_REQUEST, BYTES_OF_A_BODY_POINT } from "../graphql/limits/prices.ts";
import type { RequestTurns } from "./request-turns.ts";
import { parseStrictJson } from "./strict-json.ts";

const VALUES_BESIDE_VARIABLES = 100;

interface BodyRules {
  /** Large bodies have turns of their own: they arrive together, whenever they began. */
  readonly turns: RequestTurns;
  readonly maxVariablesValues: number;
}

/** Makes JSON in UTF-8, uncompressed, the only request body. A large one is paid for before it is parsed. */
export function acceptOnlyJson(app: FastifyInstance, { turns, maxVariablesValues }: BodyRules): void {
  const maxValues = maxVariablesValues + VALUES_BESIDE_VARIABLES;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, bytes: Buffer, done) => {
    const parse = (refusal?: Error) => {
      if (refusal) return done(refusal);
      try {
        done(null, parseBody(request.headers, bytes, maxValues));
      } catch (error) {
        done(error as Error);
      }
    };
    const beyond = bytes.length - BYTES_IN_A_REQUEST;
    if (beyond <= 0) return parse();
    const takeTurn = () => turns.take(request, parse);
    const { budget } = request.caller ?? {};
    if (budget) budget.take(Math.ceil(beyond / BYTES_OF_A_BODY_POINT)).then(takeTurn, done);
    else takeTurn();
  });
}

function parseBody(headers: IncomingHttpHeaders, bytes: Buffer, maxValues: number): unknown {
  const { "content-type": contentType, "content-encoding": contentEncoding } = headers;
  if (contentType !== "application/json") refuseCharset(contentType);
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== "identity") {
    throw new GatewayError("UNSUPPORTED_MEDIA_TYPE", "The body must not be compressed.");
  }
  if (!isUtf8(bytes)) throw new GatewayError("BAD_REQUEST", "The body is not UTF-8.");
  return parseStrictJson(bytes.toString(), "The body", maxValues);
}

function refuseCharset(contentType = ""): void {
  const charset = /;\s*charset\s*=\s*"?([^";]*)/i.exec(contentType)?.[1]?.trim().toLowerCase() ?? "utf-8";
  if (charset !== "utf-8" && charset !== "utf8") {
    throw new GatewayError("UNSUPPORTED_MEDIA_TYPE", "The body must be UTF-8.");
  }
}
