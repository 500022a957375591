import type { Config } from "../../src/config.ts";
import type { ApiKeyDraft } from "../../src/content/api-key/api-key.rules.ts";
import type { ApiKeys } from "../../src/content/api-key/api-keys.ts";
import { createAdmission } from "../../src/http/admission.ts";
import { Readiness } from "../../src/http/readiness.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { createLog } from "../../src/log.ts";
import { openRedis } from "../../src/redis.ts";
import { makeKey } from "../support/make-key.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { SETTINGS } from "./http-gateway.ts";

/** What a process is configured with; as of `apiKeys`, those that GraphQL makes and revokes unless said. */
export interface Doors extends Partial<
  Pick<Config, "isAnonymousAdmitted" | "trustedProxies" | "isAddressLogged" | "redis">
> {
  readonly rateLimits?: Partial<Config["rateLimits"]>;
  readonly apiKeys?: ApiKeys;
  readonly logLevel?: Config["logLevel"];
}

const NO_LIMITS = { anonymous: 0, key: 0, wrongKeys: 0 };

/** A newsroom on which any number of gateways listen: processes of their own but for the process. */
export async function startKeyedNewsroom(settings: Parameters<typeof startTestGateway>[0] = {}) {
  const newsroom = await startTestGateway(settings);
  return {
    ...newsroom,
    listen: (doors: Doors = {}) => listenOn(newsroom, doors),
    /** The key's token. */
    async createKey(changes: Partial<ApiKeyDraft> = {}): Promise<string> {
      return (await makeKey(newsroom.database, changes, newsroom.clock.now)).token;
    },
  };
}

interface LogLine {
  readonly msg: string;
  readonly status?: number;
  readonly statementCount?: number;
}

export type KeyedNewsroom = Awaited<ReturnType<typeof startKeyedNewsroom>>;
export type KeyedGateway = Awaited<ReturnType<typeof listenOn>>;

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** The whole HTTP server over a newsroom, on a free port. */
export async function listenOn(newsroom: Awaited<ReturnType<typeof startTestGateway>>, doors: Doors = {}) {
  const {
    isAnonymousAdmitted = true,
    trustedProxies = false,
    isAddressLogged = false,
    rateLimits,
    redis: at,
    apiKeys = newsroom.apiKeys,
    logLevel = "info",
  } = doors;
  const lines: string[] = [];
  const log = createLog(logLevel, { write: (line) => void lines.push(line) });
  const redis = at && (await openRedis(at.url, at.prefix, log));
  const app = createHttpServer({
    config: { ...SETTINGS, maxBodyBytes: 100_000, trustedProxies, isAddressLogged },
    log,
    graphql: newsroom.service,
    documents: newsroom.documents,
    admission: createAdmission(
      { isAnonymousAdmitted, rateLimits: { ...NO_LIMITS, ...rateLimits }, workBounds: SETTINGS.workBounds },
      (token, mayRead) => apiKeys.authenticate(token, mayRead),
      redis,
    ),
    readiness: new Readiness(() => newsroom.database.ping()),
    savedOperations: [],
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  const send = (query: string, headers?: Record<string, string>) => post(JSON.stringify({ query }), headers);
  return {
    origin,
    /** Whatever the body is. */
    post,
    send,
    /** What it logged. */
    logged: () => lines.map((line) => JSON.parse(line) as LogLine),
    async ask(query: string, headers?: Record<string, string>) {
      const response = await send(query, headers);
      const text = await response.text();
      return {
        response,
        status: response.status,
        text,
        ...(JSON.parse(text) as {
          data?: Record<string, unknown>;
          errors?: { message: string; extensions: { code: string } }[];
        }),
      };
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      redis?.close();
    },
  };
}
