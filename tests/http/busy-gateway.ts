import { setTimeout as sleep } from "node:timers/promises";
import { loadConfig, type WorkBounds } from "../../src/config.ts";
import { createAdmission } from "../../src/http/admission.ts";
import type { Admission } from "../../src/http/authenticate.ts";
import type { HttpServerParts } from "../../src/http/server.ts";
import { SETTINGS, startHttpGateway } from "./http-gateway.ts";

/** One at a time of each caller, two in all: whatever runs counts a thousand points. */
const NARROW: Partial<WorkBounds> = { maxRunningPoints: 2_000, maxRunningPointsCaller: 1_000, maxWaitMs: 20_000 };

interface Busy extends Partial<Pick<HttpServerParts, "documents">> {
  readonly bounds?: Partial<WorkBounds>;
  readonly requestTimeoutMs?: number;
  /** Points a minute; no limit unless said. */
  readonly pointsPerMinute?: number;
}

/** A server on which requests of several addresses run, wait and are refused; `gated` ones run until the gate is opened. */
export async function startBusyGateway({
  bounds,
  requestTimeoutMs = 20_000,
  pointsPerMinute = 0,
  ...parts
}: Busy = {}) {
  const workBounds = { ...loadConfig({}).workBounds, ...NARROW, ...bounds };
  const admission = createAdmission(
    { isAnonymousAdmitted: true, rateLimits: { anonymous: pointsPerMinute, key: 0, wrongKeys: 0 }, workBounds },
    async () => null,
    undefined,
  );
  const counts = { asked: 0 };
  const permits: Admission["permits"] = {
    of(caller) {
      const own = admission.permits.of(caller);
      return {
        release: (work) => own.release(work),
        acquire: (...asked) => {
          const waiting = own.acquire(...asked);
          counts.asked++;
          return waiting;
        },
      };
    },
  };
  const gateway = await startHttpGateway({
    ...parts,
    config: { ...SETTINGS, trustedProxies: 1, requestTimeoutMs, workBounds },
    admission: { ...admission, permits },
  });
  const get = (caller: string, path: string) => gateway.fetch(path, { headers: { "x-forwarded-for": caller } });
  const send = (caller: string, query: string, init?: RequestInit) =>
    gateway.fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": caller },
      body: JSON.stringify({ query }),
      ...init,
    });
  /** Until so many have asked to run since the start: what can run does, what cannot waits. */
  const asked = async (count: number) => {
    for (;;) {
      if (counts.asked >= count) return;
      await sleep(5);
    }
  };
  return {
    ...gateway,
    get,
    send,
    asked,
    /** Sent one after the other, each once the one before it runs or waits. */
    async sendInOrder(...requests: readonly (readonly [caller: string, query: string])[]) {
      const answers: Promise<Response>[] = [];
      for (const [caller, query] of requests) {
        const count = counts.asked;
        answers.push(send(caller, query));
        await asked(count + 1);
      }
      return answers;
    },
  };
}

export const gated = (name: string) => `{ gated(name: "${name}") }`;
