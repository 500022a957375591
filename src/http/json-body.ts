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
    const text = utf8Text(bytes);
    if (text === undefined) return done(new GatewayError("BAD_REQUEST", "The body is not UTF-8."));
    return parseJson(request, text, (error, value) =>
      error ? done(new GatewayError("BAD_REQUEST", "The body is not JSON.")) : done(null, value),
    );
  });
}

function utf8Text(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
