import { isUtf8 } from "node:buffer";
import type { FastifyInstance } from "fastify";
import { GatewayError } from "../errors.ts";
import { parseStrictJson } from "./strict-json.ts";

/** Makes JSON in UTF-8, uncompressed, the only request body. */
export function acceptOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, ({ headers }, bytes: Buffer, done) => {
    try {
      done(null, parseBody(headers["content-type"], headers["content-encoding"], bytes));
    } catch (error) {
      done(error as Error);
    }
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
