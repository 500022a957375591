import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { errorText, SETTINGS, startHttpGateway } from "./http-gateway.ts";

const OFF = { ...SETTINGS, hasGraphiql: false };
const NOT_FOUND = errorText("NOT_FOUND", "Nothing lives at this path.");

describe("/", () => {
  test("leads to GraphiQL", async () => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/");

    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("graphiql");
  });

  test("is a page of links where GraphiQL is off", async () => {
    await using gateway = await startHttpGateway({ config: OFF });

    const response = await gateway.fetch("/");

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect((await response.text()).match(/href="[^"]+"/g)).toStrictEqual([
      'href="graphql"',
      'href="health/live"',
      'href="health/ready"',
    ]);
  });
});

test.each(["/", "/graphiql", "/graphiql/start.js", "/graphql?query={greeting}", "/nowhere"])(
  "%s is shown in no frame",
  async (path) => {
    await using gateway = await startHttpGateway(path === "/" ? { config: OFF } : {});

    const { headers } = await gateway.fetch(path);

    expect(headers.get("content-security-policy")?.split(";")).toContain("frame-ancestors 'none'");
  },
);

describe("/graphiql", () => {
  test("the page names no other host, and allows none", async () => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/graphiql");
    const page = await response.text();

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none';script-src 'self';/);
    expect(page.match(/(?:src|href)="(?!data:)[^"]+"/g)).toStrictEqual([
      'href="graphiql/style.css"',
      'src="graphiql/app.js"',
      'src="graphiql/start.js"',
    ]);
  });

  test("a saved operation cannot end the script element that holds it", async () => {
    const document = "query Sly { greeting } # </script><script>alert(1)</script>";
    await using gateway = await startHttpGateway({ savedOperations: [{ name: "Sly", document }] });

    const page = await (await gateway.fetch("/graphiql")).text();

    const options = /id="options">(.*)<\/script>/.exec(page)?.[1] ?? "";
    expect(options).not.toContain("<");
    expect(JSON.parse(options)).toMatchObject({ tabs: [{ title: "Sly", query: document }] });
  });

  test("its files come compressed to who takes it, and once", async () => {
    await using gateway = await startHttpGateway();

    const packed = await gateway.fetch("/graphiql/style.css");
    const plain = await gateway.fetch("/graphiql/style.css", { headers: { "accept-encoding": "identity" } });
    const etag = plain.headers.get("etag") ?? "";
    const again = await gateway.fetch("/graphiql/style.css", { headers: { "if-none-match": etag } });

    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("content-type")).toBe("text/css; charset=utf-8");
    const text = await plain.text();
    expect(await packed.text()).toBe(text);
    expect(etag).toBe(`"${createHash("sha256").update(text).digest("base64url")}"`);
    expect(again.status).toBe(304);
  });

  test.each(["/graphiql/nothing.js", "/graphiql/constructor", "/graphiql/..%2Fpackage.json"])(
    "%s answers 404",
    async (path) => {
      await using gateway = await startHttpGateway();

      const response = await gateway.fetch(path);

      expect(response.status).toBe(404);
      expect(await response.text()).toBe(NOT_FOUND);
    },
  );

  test.each(["/graphiql", "/graphiql/app.js"])("%s answers 404 where GraphiQL is off", async (path) => {
    await using gateway = await startHttpGateway({ config: OFF });

    const response = await gateway.fetch(path);

    expect(response.status).toBe(404);
    expect(await response.text()).toBe(NOT_FOUND);
  });
});

describe("/demo/images", () => {
  const demoImage = (name: string) => (name === "harbour-2" ? "<svg>é</svg>" : undefined);

  test("an image is sent as SVG that can run nothing", async () => {
    await using gateway = await startHttpGateway({ demoImage });

    const response = await gateway.fetch("/demo/images/harbour-2.svg");

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=86400");
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    expect(await response.text()).toBe("<svg>é</svg>");
  });

  test.each(["other.svg", "harbour-2", "harbour-2.png", "..%2Fharbour-2.svg", `${"x".repeat(200)}.svg`])(
    "%s answers 404",
    async (file) => {
      await using gateway = await startHttpGateway({ demoImage });

      const response = await gateway.fetch(`/demo/images/${file}`);

      expect(response.status).toBe(404);
      expect(await response.text()).toBe(NOT_FOUND);
    },
  );

  test("without the demo there is none", async () => {
    await using gateway = await startHttpGateway();

    expect((await gateway.fetch("/demo/images/harbour-2.svg")).status).toBe(404);
  });
});
