import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { drain } from "../../src/http/drain.ts";
import { errorText, postOf, startHttpGateway } from "./http-gateway.ts";

describe("drain", () => {
  test("the running request ends well, new ones are refused, what is below closes last", async () => {
    await using gateway = await startHttpGateway();
    const events: string[] = [];
    const running = gateway.fetch("/graphql", postOf("{ gated }"));
    await gateway.gate.entered;

    const drained = drain({ ...gateway, closeBelow: async () => void events.push("closed below") });
    const refused = await gateway.fetch("/graphql", postOf("{ greeting }"));
    const ready = await gateway.fetch("/health/ready");
    gateway.gate.open();
    const response = await running;
    events.push(await response.text());
    await drained;

    expect(refused.status).toBe(503);
    expect(refused.headers.get("connection")).toBe("close");
    expect(await refused.text()).toBe(errorText("UNAVAILABLE", "Shutting down."));
    expect(ready.status).toBe(503);
    expect(response.status).toBe(200);
    expect(response.headers.get("connection")).toBe("close");
    expect(events.toSorted()).toStrictEqual(["closed below", '{"data":{"gated":1}}']);
    await expect(gateway.fetch("/health/live")).rejects.toThrow("fetch failed");
  });

  test("a connection that never asks anything does not hold it up", async () => {
    await using gateway = await startHttpGateway();
    const silent = connect(Number(new URL(gateway.origin).port), "127.0.0.1");
    const half = connect(Number(new URL(gateway.origin).port), "127.0.0.1");
    half.write("GET /health/live HTTP/1.1\r\nho");
    await Promise.all([once(silent, "connect"), once(half, "connect")]);
    // The server has seen both connections once it answers a later one.
    await gateway.fetch("/health/live");
    const closed = Promise.all([
      once(silent, "close"),
      once(
        half.on("error", () => {}),
        "close",
      ),
    ]);

    await drain({ ...gateway, closeBelow: async () => {} });

    expect(await closed).toHaveLength(2);
  });

  test("a request whose client left ends before what it uses is closed", async () => {
    await using gateway = await startHttpGateway();
    const events: string[] = [];
    const leaving = new AbortController();
    const abandoned = gateway.fetch("/graphql", { ...postOf("{ gated }"), signal: leaving.signal });
    await gateway.gate.entered;
    leaving.abort();
    await expect(abandoned).rejects.toThrow("aborted");
    await gateway.allClientsGone();

    const drained = drain({ ...gateway, closeBelow: async () => void events.push("closed below") });
    // Refused while the abandoned request runs: the server is still open.
    expect((await gateway.fetch("/graphql", postOf("{ greeting }"))).status).toBe(503);
    events.push("answering");
    gateway.gate.open();
    await drained;

    expect(events).toStrictEqual(["answering", "closed below"]);
  });
});
