import { isUtf8 } from "node:buffer";
import type { FastifyInstance } from "fastify";
import { GatewayError } from "../errors.ts";
import type { RequestTurns } from "./request-turns.ts";
import { parseStrictJson } from "./strict-json.ts";

/** Bodies that take long to read have turns of their own: they arrive together, whenever they began. */
const LARGE_BYTES = 16_384;

/** Makes JSON in UTF-8, uncompressed, the only request body. */
export function acceptOnlyJson(app: FastifyInstance, turns: RequestTurns): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, bytes: Buffer, done) => {
    const { headers } = request;
    const parse = (refusal?: Error) => {
      if (refusal) return done(refusal);
      try {
        done(null, parseBody(headers["content-type"], headers["content-encoding"], bytes));
      } catch (error) {
        done(error as Error);
      }
    };
    if (bytes.length > LARGE_BYTES) turns.take(request, parse);
    else parse();
  });
}

function parseBody(contentType: string | undefined, contentEncoding: string | undefined, bytes: Buffer): unknown {
  if (contentType !== "application/json") refuseCharset(contentType);
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== "identity") {
    throw new GatewayError("UNSUPPORTED_MEDIA_TYPE", "The body must not be compressed.");
  }
  if (!isUtf8(bytes)) throw new GatewayError("BAD_REQUEST", "The body is not UTF-8.");
  return parseStrictJson(bytes.toString(), "The body");
}

function refuseCharset(contentType = ""): void {
  const charset = /;\s*charset\s*=\s*"?([^";]*)/i.exec(contentType)?.[1]?.trim().toLowerCase() ?? "utf-8";
  if (charset !== "utf-8" && charset !== "utf8") {
    throw new GatewayError("UNSUPPORTED_MEDIA_TYPE", "The body must be UTF-8.");
  }
}
