import { describe, expect, test } from "vitest";
import { gated, startBusyGateway } from "./busy-gateway.ts";
import { errorText } from "./http-gateway.ts";

const [A, B, C] = ["203.0.113.1", "203.0.113.2", "203.0.113.3"];
const statusesOf = async (answers: readonly Promise<Response>[]) =>
  (await Promise.all(answers)).map(({ status }) => status);

describe("Who asks for much at a time", () => {
  test("waits, and keeps nobody else waiting", async () => {
    await using gateway = await startBusyGateway();
    const own = await gateway.sendInOrder([A, gated("first")], [A, gated("second")], [A, gated("third")]);

    const other = await gateway.send(B, "{ greeting }");

    expect(other.status).toBe(200);
    expect(gateway.gate.begun).toEqual(["first"]);
    gateway.gate.open();
    expect(await statusesOf(own)).toEqual([200, 200, 200]);
  });

  test("of one IPv6 network is one caller", async () => {
    await using gateway = await startBusyGateway();
    const answers = await gateway.sendInOrder([`2001:db8::1`, gated("one")], [`2001:db8::ffff:2`, gated("other")]);

    expect(gateway.gate.begun).toEqual(["one"]);
    gateway.gate.open();
    expect(await statusesOf(answers)).toEqual([200, 200]);
  });

  test("goes by turns with others where all wait, the cheapest of each first", async () => {
    await using gateway = await startBusyGateway({ bounds: { maxRunningPoints: 1_000 } });
    const dear = `{ gated(name: "a dear") __schema { types { fields { args { name } } } } }`;
    const answers = await gateway.sendInOrder(
      [C, gated("running")],
      [A, dear],
      [A, gated("a 1")],
      [A, gated("a 2")],
      [B, gated("b 1")],
      [B, gated("b 2")],
    );

    gateway.gate.open();

    expect(await statusesOf(answers)).toEqual(answers.map(() => 200));
    expect(gateway.gate.begun).toEqual(["running", "a 1", "b 1", "a 2", "b 2", "a dear"]);
  });

  test("with one dear operation under way may ask for cheap ones beside it", async () => {
    await using gateway = await startBusyGateway({
      bounds: { maxRunningPoints: 9_000, maxRunningPointsCaller: 1_001 },
    });
    const [dear] = await gateway.sendInOrder([A, gated("dear")]);

    expect((await gateway.send(A, "{ greeting }")).status).toBe(200);
    gateway.gate.open();
    expect((await dear)?.status).toBe(200);
  });

  test("in writes waits for writes only", async () => {
    await using gateway = await startBusyGateway();
    const writes = await gateway.sendInOrder(
      [A, `mutation { gated(name: "write") }`],
      [A, `mutation { gated(name: "write 2") }`],
    );

    expect((await gateway.send(A, "{ greeting }")).status).toBe(200);
    expect(gateway.gate.begun).toEqual(["write"]);
    gateway.gate.open();
    expect(await statusesOf(writes)).toEqual([200, 200]);
  });

  test("waits with documents as with operations, never with health", async () => {
    const found = { kind: "DOCUMENT", contentType: "text/plain", text: "news" } as const;
    const documents = {
      frameSources: [],
      find: async () => ({ found, changedAt: undefined, statementCount: 1 }),
    };
    await using gateway = await startBusyGateway({ documents });
    const [running] = await gateway.sendInOrder([A, gated("first")]);
    let isAnswered = false;
    const own = gateway.get(A, "/feeds/latest.rss").finally(() => (isAnswered = true));
    await gateway.asked(2);

    expect((await gateway.get(B, "/feeds/latest.rss")).status).toBe(200);
    expect((await gateway.get(A, "/health/ready")).status).toBe(200);
    expect(isAnswered).toBe(false);
    gateway.gate.open();
    expect([(await own).status, (await running)?.status]).toEqual([200, 200]);
  });
});

describe("OVERLOADED", () => {
  test("is answered at once, with 503 and Retry-After, where too many of a caller wait", async () => {
    await using gateway = await startBusyGateway({ bounds: { maxWaitingCaller: 1, maxWaitMs: 5_000 } });
    const answers = await gateway.sendInOrder([A, gated("running")], [A, gated("waiting")]);

    const refused = await gateway.send(A, gated("refused"));

    expect([refused.status, refused.headers.get("retry-after"), refused.headers.get("cache-control")]).toEqual([
      503,
      "1",
      "no-store",
    ]);
    expect(await refused.text()).toBe(errorText("OVERLOADED", "The gateway is busy. Too many requests wait."));
    gateway.gate.open();
    expect(await statusesOf(answers)).toEqual([200, 200]);
    expect(gateway.gate.begun).toEqual(["running", "waiting"]);
  });

  test("where too many wait in all", async () => {
    await using gateway = await startBusyGateway({ bounds: { maxRunningPoints: 1_000, maxWaiting: 1 } });
    const answers = await gateway.sendInOrder([A, gated("running")], [B, gated("waiting")]);

    expect((await gateway.send(C, gated("refused"))).status).toBe(503);
    gateway.gate.open();
    expect(await statusesOf(answers)).toEqual([200, 200]);
  });

  test("after too long a wait; it costs no points", async () => {
    await using gateway = await startBusyGateway({ bounds: { maxWaitMs: 50 }, pointsPerMinute: 200 });
    const [running] = await gateway.sendInOrder([A, gated("running")]);

    const refused = await gateway.send(A, gated("refused"));

    expect(refused.status).toBe(503);
    expect(await refused.text()).toBe(
      errorText("OVERLOADED", "The gateway is busy. Its turn did not come within 50 ms."),
    );
    gateway.gate.open();
    expect((await running)?.headers.get("ratelimit-remaining")).toBe("180");
    expect((await gateway.send(A, gated("next"))).headers.get("ratelimit-remaining")).toBe("160");
    expect(gateway.gate.begun).toEqual(["running", "next"]);
  });
});

describe("A request that waits", () => {
  test("is not begun once its client has left, and takes up no place", async () => {
    await using gateway = await startBusyGateway({ bounds: { maxWaitingCaller: 1 } });
    const [running] = await gateway.sendInOrder([A, gated("running")]);
    const client = new AbortController();
    const left = gateway.send(A, gated("left"), { signal: client.signal });
    await gateway.asked(2);
    client.abort();
    await expect(left).rejects.toThrow("This operation was aborted");
    expect((await gateway.logLines(1))[0]).toMatchObject({ status: 499 });

    const [next] = await gateway.sendInOrder([A, gated("next")]);
    gateway.gate.open();

    expect([(await running)?.status, (await next)?.status]).toEqual([200, 200]);
    expect(gateway.gate.begun).toEqual(["running", "next"]);
  });

  test("keeps its deadline; what runs holds its room until it has ended, though it was given up", async () => {
    await using gateway = await startBusyGateway({ requestTimeoutMs: 200 });
    const answers = await gateway.sendInOrder([A, gated("running")], [A, gated("waiting")]);

    expect(await statusesOf(answers)).toEqual([504, 504]);
    const late = gateway.send(A, gated("late"));
    await gateway.asked(3);
    expect(gateway.gate.begun).toEqual(["running"]);
    gateway.gate.open();
    expect((await late).status).toBe(200);
    expect(gateway.gate.begun).toEqual(["running", "late"]);
  });
});

test("What is refused for its price, or fails, gives its room back", async () => {
  await using gateway = await startBusyGateway({
    bounds: { maxRunningPoints: 1_000, maxWaitMs: 3_000 },
    pointsPerMinute: 1_500,
  });
  const statuses: number[] = [];
  for (const [caller, field] of [
    [A, "greet"],
    [A, "greet"],
    [B, "sign"],
    [C, "greet"],
  ] as const)
    statuses.push((await gateway.send(caller, `mutation { ${field} }`)).status);

  // What fails is told in the answer.
  expect(statuses).toEqual([200, 429, 200, 200]);
});
