import type { FastifyInstance } from "fastify";
import { notFound } from "./not-found.ts";

/** GET /demo/images/NAME.svg. */
export function serveDemoImages(app: FastifyInstance, demoImage: (name: string) => string | undefined): void {
  app.get<{ Params: { name: string } }>("/demo/images/:name.svg", async ({ params }, reply) => {
    const svg = /^[\w-]+$/.test(params.name) ? demoImage(params.name) : undefined;
    if (svg === undefined) throw notFound();
    return reply
      .header("cache-control", "public, max-age=86400")
      .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .type("image/svg+xml; charset=utf-8")
      .send(svg);
  });
}
