import { describe, expect, test } from "vitest";
import { Readiness } from "../../src/http/readiness.ts";
import { errorText, startHttpGateway } from "./http-gateway.ts";

const NOT_READY = errorText("UNAVAILABLE", "The database does not answer.");

describe("/health/live", () => {
  test("answers 200 with a dead database and while draining", async () => {
    await using gateway = await startHttpGateway({ readiness: new Readiness(() => Promise.reject(new Error("gone"))) });
    gateway.readiness.isDraining = true;

    const response = await gateway.fetch("/health/live");

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('{"status":"live"}');
  });

  test("HEAD answers 200, POST 405", async () => {
    await using gateway = await startHttpGateway();

    expect((await gateway.fetch("/health/live", { method: "HEAD" })).status).toBe(200);
    expect((await gateway.fetch("/health/live", { method: "POST" })).status).toBe(405);
  });
});

describe("/health/ready", () => {
  test("answers 200 when the database answered", async () => {
    await using gateway = await startHttpGateway();

    const response = await gateway.fetch("/health/ready");

    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toBe('{"status":"ready"}');
  });

  test("answers 503 while the database fails, and 200 when it is back", async () => {
    let isUp = false;
    const readiness = new Readiness(async () => {
      if (!isUp) throw new Error("connection refused by 10.0.0.7");
    });
    await using gateway = await startHttpGateway({ readiness });

    const down = await gateway.fetch("/health/ready");
    isUp = true;
    const up = await gateway.fetch("/health/ready");

    expect(down.status).toBe(503);
    expect(await down.text()).toBe(NOT_READY);
    expect(up.status).toBe(200);
  });

  test("answers 503 when the database stays silent, asking it once for all who wait", async () => {
    let checkCount = 0;
    const readiness = new Readiness(() => {
      checkCount++;
      return new Promise(() => {});
    });
    await using gateway = await startHttpGateway({ readiness });

    const responses = await Promise.all([gateway.fetch("/health/ready"), gateway.fetch("/health/ready")]);

    expect(responses.map(({ status }) => status)).toStrictEqual([503, 503]);
    expect(await responses[0]?.text()).toBe(NOT_READY);
    expect(checkCount).toBe(1);
  });

  test("answers 503 while draining", async () => {
    await using gateway = await startHttpGateway();
    gateway.readiness.isDraining = true;

    const response = await gateway.fetch("/health/ready");

    expect(response.status).toBe(503);
    expect(response.headers.get("connection")).toBe("close");
    expect(await response.text()).toBe(errorText("UNAVAILABLE", "Shutting down."));
  });
});
