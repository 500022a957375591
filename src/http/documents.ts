import type { Cancellation } from "../cancellation.ts";
import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import type { DocumentAnswer } from "../content/syndication/document-service.ts";
import type { View } from "../content/reading/viewing.ts";
import type { Viewer } from "../content/viewer.ts";
import { GatewayError } from "../errors.ts";
import { withPermit } from "../graphql/permits.ts";
import { withinDeadline } from "./deadline.ts";
import { notFound } from "./not-found.ts";
import { tellBudget } from "./rate-limit.ts";

/** What the HTTP layer needs of what publishes feeds and articles. */
export interface DocumentService {
  /** What articles' pages show in frames, as a Content Security Policy has it. */
  readonly frameSources: readonly string[];
  find(
    path: string,
    how: { viewer: Viewer | undefined; view: View; cancellation: Cancellation },
  ): Promise<DocumentAnswer>;
}

const PATHS = ["/feeds/*", "/articles/*", "/sitemap-news.xml"];
/** Points of a caller's budget: about what an operation costs that asks for as much. */
const COST = 100;
/** Of what runs at a time: a feed is written in one go, which takes tens of milliseconds. */
const FEED_POINTS = 10_000;
/** An article's page shows pictures from anywhere and runs nothing; no other page shows it in a frame. */
const pagePolicy = (frameSources: readonly string[]) =>
  `default-src 'none'; img-src * data:; frame-src ${frameSources.join(" ") || "'none'"}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** GET and HEAD of feeds, the news sitemap, and articles in every format; 304 for what the client has already. */
export function serveDocuments(
  app: FastifyInstance,
  documents: DocumentService,
  { onRequest, timeoutMs }: { readonly onRequest: onRequestAsyncHookHandler; readonly timeoutMs: number },
): void {
  const policy = pagePolicy(documents.frameSources);
  for (const url of PATHS) {
    app.get(url, { onRequest }, async (request, reply) => {
      const { caller } = request;
      const path = request.url.split("?", 1)[0] ?? "";
      const who = { viewer: caller?.viewer, view: caller?.view ?? "PUBLIC" };
      const answer = await withinDeadline(reply, timeoutMs, (cancellation) =>
        withPermit(
          caller?.permits,
          { points: path.startsWith("/feeds/") ? FEED_POINTS : COST, isWrite: false, cancellation },
          async () => {
            await caller?.budget?.take(COST);
            return documents.find(path, { ...who, cancellation });
          },
        ),
      ).finally(() => caller?.budget && tellBudget(reply, caller.budget));
      request.operation = path.split("/", 2)[1] ?? null;
      request.statementCount = answer.statementCount;
      if (answer.found?.kind === "DOCUMENT" && answer.found.contentType.startsWith("text/html"))
        reply.header("content-security-policy", policy);
      return send(request, reply, answer);
    });
  }
}

function send(request: FastifyRequest, reply: FastifyReply, { found, changedAt }: DocumentAnswer): FastifyReply {
  if (!found) throw notFound();
  if (found.kind === "GONE") throw new GatewayError("GONE", found.publicText ?? "This story was withdrawn.");
  // What is withdrawn must vanish at once: caches ask each time whether theirs still holds. Keys have headers of their own.
  if (!request.caller?.viewer) reply.header("cache-control", "no-cache");
  if (found.kind === "MOVED") return reply.redirect(found.path, 301);
  const bytes = Buffer.from(found.text);
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
  reply.header("etag", etag);
  if (changedAt) reply.header("last-modified", changedAt.toUTCString());
  if (isKnown(request, etag, changedAt)) return reply.code(304).send();
  return reply.type(found.contentType).send(bytes);
}

/** Whether the client has this very document (RFC 9110, 13.2.2): its tag says it, or, without one, its date. */
function isKnown({ headers }: FastifyRequest, etag: string, changedAt: Date | undefined): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined) {
    return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
  }
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return changedAt !== undefined && Math.floor(changedAt.getTime() / 1_000) * 1_000 <= since;
}
