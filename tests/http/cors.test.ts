import { describe, expect, test } from "vitest";
import { postOf, SETTINGS, startHttpGateway } from "./http-gateway.ts";

const ORIGIN = "https://news.example";
const CORS = { config: { ...SETTINGS, corsOrigins: [ORIGIN, "http://localhost:5173"] } };

/** The headers of CORS that an answer has. */
const corsOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-") || name === "vary"));

describe("CORS", () => {
  test("a listed origin may read the answer, and is named by itself", async () => {
    await using gateway = await startHttpGateway(CORS);

    const response = await gateway.fetch("/graphql", {
      ...postOf("{ greeting }"),
      headers: { "content-type": "application/json", origin: ORIGIN },
    });

    expect(response.status).toBe(200);
    expect(corsOf(response)).toStrictEqual({
      "access-control-allow-origin": ORIGIN,
      "access-control-expose-headers":
        "x-request-id, x-idempotency-key, etag, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset",
      vary: "origin",
    });
  });

  test.each([
    "https://evil.example",
    "https://news.example.evil.example",
    "https://news.example:8443",
    "http://news.example",
    "https://NEWS.example",
    "null",
    "*",
  ])("origin %s is not reflected", async (origin) => {
    await using gateway = await startHttpGateway(CORS);

    const response = await gateway.fetch("/graphql?query={greeting}", { headers: { origin } });

    expect(response.status).toBe(200);
    expect(corsOf(response)).toStrictEqual({ vary: "origin, authorization, x-api-key, x-kiosque-view, accept" });
  });

  test("an answer to no page varies by origin all the same", async () => {
    await using gateway = await startHttpGateway(CORS);

    expect(corsOf(await gateway.fetch("/graphql", postOf("{ greeting }")))).toStrictEqual({ vary: "origin" });
    expect(corsOf(await gateway.fetch("/graphiql/start.js"))).toStrictEqual({ vary: "origin, accept-encoding" });
  });

  test.each(["/nowhere", "/graphql?query=%ff", "/health/ready"])(
    "a listed origin may read the error of %s",
    async (path) => {
      await using gateway = await startHttpGateway(CORS);
      gateway.readiness.isDraining = true;

      const response = await gateway.fetch(path, { headers: { origin: ORIGIN } });

      expect(response.ok).toBe(false);
      expect(response.headers.get("access-control-allow-origin")).toBe(ORIGIN);
      gateway.readiness.isDraining = false;
    },
  );

  test("a preflight says what may be sent, with any key or none, and for how long", async () => {
    await using gateway = await startHttpGateway(CORS);

    const response = await gateway.fetch("/graphql", {
      method: "OPTIONS",
      headers: {
        origin: "http://localhost:5173",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type, x-evil",
      },
    });

    expect(response.status).toBe(204);
    expect(corsOf(response)).toMatchObject({
      "access-control-allow-origin": "http://localhost:5173",
      "access-control-allow-methods": "GET, HEAD, POST",
      "access-control-allow-headers":
        "content-type, authorization, x-api-key, x-kiosque-view, x-kiosque-cost, x-idempotency-key, x-request-id",
      "access-control-max-age": "86400",
      vary: "origin",
    });
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
  });

  test("a preflight of another origin is an OPTIONS like any: 405", async () => {
    await using gateway = await startHttpGateway(CORS);

    const response = await gateway.fetch("/graphql", {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });

    expect(response.status).toBe(405);
    expect(corsOf(response)).toStrictEqual({ vary: "origin" });
  });

  test("without listed origins nothing is said of them", async () => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/graphql", {
      ...postOf("{ greeting }"),
      headers: { "content-type": "application/json", origin: ORIGIN },
    });

    expect(corsOf(response)).toStrictEqual({});
  });
});

describe("security headers", () => {
  /** Headers that say something to browsers. */
  const NAMES =
    /^(?:content-security-policy|cross-origin-|origin-agent-cluster|referrer-policy|strict-transport|x-(?!request-id))/;
  const securityOf = ({ headers }: Response) => Object.fromEntries([...headers].filter(([name]) => NAMES.test(name)));
  const DATA = {
    "content-security-policy": "default-src 'none';frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };

  test.each(["/graphql?query={greeting}", "/health/live", "/nowhere", "/%ff"])(
    "%s: data that is not to be guessed at, run or framed",
    async (path) => {
      await using gateway = await startHttpGateway();

      expect(securityOf(await gateway.fetch(path))).toStrictEqual(DATA);
    },
  );

  test("HSTS is sent where it is configured", async () => {
    await using gateway = await startHttpGateway({ config: { ...SETTINGS, hstsMaxAgeS: 31_536_000 } });

    expect(securityOf(await gateway.fetch("/graphql", postOf("{ greeting }")))).toStrictEqual({
      ...DATA,
      "strict-transport-security": "max-age=31536000",
    });
  });

  test("GraphiQL's page has all that Helmet has for pages", async () => {
    await using gateway = await startHttpGateway();

    expect(securityOf(await gateway.fetch("/graphiql"))).toStrictEqual({
      "content-security-policy":
        "default-src 'none';script-src 'self';worker-src 'self';connect-src 'self';style-src 'self' 'unsafe-inline';" +
        "img-src 'self' data:;font-src data:;base-uri 'none';form-action 'none';frame-ancestors 'none'",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "origin-agent-cluster": "?1",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-dns-prefetch-control": "off",
      "x-download-options": "noopen",
      "x-frame-options": "SAMEORIGIN",
      "x-permitted-cross-domain-policies": "none",
      "x-xss-protection": "0",
    });
  });
});
