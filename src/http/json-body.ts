import { isUtf8 } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance } from "fastify";
import { GatewayError } from "../errors.ts";
import { BYTES_IN_A_REQUEST, BYTES_OF_A_BODY_POINT } from "../graphql/limits/prices.ts";
import { parseStrictJson } from "./strict-json.ts";

const VALUES_BESIDE_VARIABLES = 100;

/** Makes JSON in UTF-8, uncompressed, the only request body. A large one is paid for before it is parsed. */
export function acceptOnlyJson(app: FastifyInstance, maxVariablesValues: number): void {
  const maxValues = maxVariablesValues + VALUES_BESIDE_VARIABLES;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, ({ headers, caller }, bytes: Buffer, done) => {
    const parse = () => {
      try {
        done(null, parseBody(headers, bytes, maxValues));
      } catch (error) {
        done(error as Error);
      }
    };
    const beyond = bytes.length - BYTES_IN_A_REQUEST;
    if (beyond <= 0 || !caller?.budget) return parse();
    caller.budget.take(Math.ceil(beyond / BYTES_OF_A_BODY_POINT)).then(parse, done);
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
