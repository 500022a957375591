import { isUtf8 } from "node:buffer";
import type { FastifyInstance } from "fastify";
import { GatewayError } from "../errors.ts";

/** Makes JSON in UTF-8 the only request body; keys that would reach a prototype are refused. */
export function acceptOnlyJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, bytes: Buffer, done) => {
    if ((request.headers["content-encoding"] ?? "identity") !== "identity") {
      return done(new GatewayError("UNSUPPORTED_MEDIA_TYPE", "The body must not be compressed."));
    }
    if (!isUtf8(bytes)) return done(new GatewayError("BAD_REQUEST", "The body is not UTF-8."));
    return parseJson(request, bytes.toString(), (error, value) =>
      error ? done(new GatewayError("BAD_REQUEST", "The body is not JSON.")) : done(null, value),
    );
  });
}
