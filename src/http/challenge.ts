import type { FastifyReply } from "fastify";

/** Says how to send a key, as every 401 must (RFC 9110, 11.6.1); and what was wrong with the one that came (RFC 6750). */
export function challenge(reply: FastifyReply, error?: "invalid_token"): void {
  reply.header("www-authenticate", `Bearer realm="Kiosque"${error ? `, error="${error}"` : ""}`);
}
