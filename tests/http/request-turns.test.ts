import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { RequestTurns } from "../../src/http/request-turns.ts";

const BOUNDS = { maxWaiting: 6, maxWaitingCaller: 5, maxWaitMs: 60_000 };

const from = (ip: string, destroyed = false) => ({ ip, raw: { socket: { destroyed } } });

/** As what a request does once it has its turn. */
function work() {
  const until = performance.now() + 5;
  while (performance.now() < until);
}

test("Requests that arrive together begin by turns of their addresses, a few milliseconds' worth in a turn of the loop", async () => {
  const turns = new RequestTurns(BOUNDS);
  const begun: string[] = [];
  const arrive = (ip: string, isGone = false) =>
    turns.take(from(ip, isGone), (error) => {
      begun.push(error?.message ?? ip);
      work();
    });
  await turn();

  for (let count = 0; count < 4; count++) arrive("203.0.113.1");
  arrive("203.0.113.2");
  arrive("203.0.113.3", true);

  expect(begun).toEqual(["203.0.113.1"]);
  await turn();
  expect(begun).toEqual(["203.0.113.1", "203.0.113.1"]);
  while (begun.length < 6) await turn();
  expect(begun.slice(2)).toEqual(["203.0.113.2", "The client has left.", "203.0.113.1", "203.0.113.1"]);
});

test("Requests beyond those that may wait are OVERLOADED", async () => {
  const turns = new RequestTurns(BOUNDS);
  const outcomes: (string | undefined)[] = [];
  await turn();
  for (let count = 0; count < 7; count++)
    turns.take(from("203.0.113.1"), (error) => {
      outcomes.push(error?.message);
      if (count === 0) work();
    });
  while (outcomes.length < 7) await turn();

  expect(outcomes.filter((message) => message !== undefined)).toEqual(["The gateway is busy. Too many requests wait."]);
});
