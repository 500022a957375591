import { setTimeout as sleep } from "node:timers/promises";
import { createClient, ErrorReply } from "@redis/client";
import type { Log } from "./log.ts";

/** Longest wait for an answer: what Redis holds can be done without, a request cannot be held up by it. */
const ANSWER_TIMEOUT_MS = 250;
/** After a silence or a failure it is left alone this long. */
const PAUSE_MS = 1_000;
const START_TIMEOUT_MS = 1_000;

const connectTo = (url: string, keyPrefix: string) =>
  createClient({
    url,
    keyPrefix,
    disableOfflineQueue: true,
    pingInterval: 10_000,
    // A connection without so much as a ping's answer is made anew.
    socket: { connectTimeout: 2_000, socketTimeout: 30_000, reconnectStrategy: PAUSE_MS },
  });

type RedisClient = ReturnType<typeof connectTo>;

/** What several gateway processes share besides the database: counters and kept documents, none of them indispensable. */
export interface Redis {
  /**
   * One command; keys get REDIS_PREFIX by themselves.
   *
   * @throws soon, and at once where it was away a moment ago: callers have something to fall back on
   */
  ask<Reply>(command: (client: RedisClient) => Promise<Reply>): Promise<Reply>;
  close(): void;
}

/** Connects in the background, again and again; losing and finding Redis is logged once each. */
export async function openRedis(url: string, prefix: string, log: Log): Promise<Redis> {
  const client = connectTo(url, prefix);
  let isAway = false;
  let pausedUntil = 0;
  const lose = (error: unknown) => {
    pausedUntil = performance.now() + PAUSE_MS;
    if (!isAway) log.warn({ err: error }, "Redis is away: what it shares is kept in memory meanwhile");
    isAway = true;
  };
  const find = () => {
    if (isAway) log.info("Redis is back");
    isAway = false;
  };
  client.on("error", lose);
  client.on("ready", find);
  const connected = client.connect().catch(lose);
  await Promise.race([connected, sleep(START_TIMEOUT_MS, undefined, { ref: false })]);
  return {
    async ask(command) {
      if (performance.now() < pausedUntil) throw new Error("Redis is away.");
      try {
        if (!client.isReady) throw new Error("There is no connection.");
        const reply = await inTime(command(client));
        find();
        return reply;
      } catch (error) {
        if (!(error instanceof ErrorReply)) lose(error);
        throw error;
      }
    },
    close: () => client.destroy(),
  };
}

async function inTime<Reply>(reply: Promise<Reply>): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer in ${ANSWER_TIMEOUT_MS} ms.`)), ANSWER_TIMEOUT_MS);
  });
  return Promise.race([reply, tooLate]).finally(() => clearTimeout(timer));
}
