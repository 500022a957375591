import { isIP } from "node:net";
import { z } from "zod";
import { LIMIT_NAMES, type LimitName, LIMITS } from "./graphql/limits/limits.ts";

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export const ENVIRONMENTS = ["development", "production", "test"] as const;
export const OPERATIONS = ["any", "trusted"] as const;
const SECTION_PATH = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/;
export const MAX_POINTS = 1_000_000_000;

const boolean = z.stringbool({
  truthy: ["true", "1", "on", "yes"],
  falsy: ["false", "0", "off", "no"],
});
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

type LimitVariable = (typeof LIMITS)[LimitName]["variable"];

const LIMIT_VALUES = Object.fromEntries(
  LIMIT_NAMES.map((name) => [LIMITS[name].variable, whole(1, LIMITS[name].most)]),
) as Record<LimitVariable, ReturnType<typeof whole>>;

/** How the text of each variable is read. */
export const VALUES = {
  HOST: z.union([z.ipv4(), z.ipv6(), z.hostname()]),
  PORT: whole(0, 65_535),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !/[?#@]/.test(url))
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: whole(1, 1_000),
  DATA_DIR: z.string(),
  DEMO: boolean.optional(),
  NEWSROOM_NAME: z.string().trim().max(200),
  NEWSROOM_TIME_ZONE: z.string().refine(isTimeZone),
  LOG_LEVEL: z.enum(LOG_LEVELS),
  LOG_CLIENT_ADDRESS: boolean,
  NODE_ENV: z.enum(ENVIRONMENTS),
  GRAPHIQL: boolean.optional(),
  INTROSPECTION: boolean.optional(),
  SHUTDOWN_GRACE_MS: whole(0, 600_000),
  SHUTDOWN_TIMEOUT_MS: whole(0, 600_000),
  CHANGE_RETENTION_DAYS: whole(1, 36_500),
  OPERATIONS: z.enum(OPERATIONS),
  ANONYMOUS: boolean,
  ANONYMOUS_LICENCE: z.union([
    z.literal("all").transform(() => undefined),
    z.literal("none").transform((): string[] => []),
    z
      .string()
      .transform(listOf)
      .pipe(z.array(z.string().regex(SECTION_PATH)).min(1)),
  ]),
  RATE_LIMIT_ANONYMOUS: whole(0, MAX_POINTS),
  RATE_LIMIT_KEY: whole(0, MAX_POINTS),
  RATE_LIMIT_WRONG_KEYS: whole(0, MAX_POINTS),
  MAX_RUNNING_POINTS: whole(1, MAX_POINTS),
  MAX_RUNNING_POINTS_CALLER: whole(1, MAX_POINTS),
  MAX_WAITING: whole(0, 100_000),
  MAX_WAITING_CALLER: whole(0, 100_000),
  MAX_WAIT_MS: whole(0, 600_000),
  MAX_CONNECTIONS: whole(1, 100_000),
  MAX_CONNECTIONS_ADDRESS: whole(1, 100_000),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_PREFIX: z.string().regex(/^\S{1,100}$/),
  TRUST_PROXY: z
    .union([
      whole(1, 10),
      z
        .string()
        .transform(listOf)
        .pipe(z.array(z.string().refine(isNetwork)).min(1)),
    ])
    .optional(),
  ...LIMIT_VALUES,
  REQUEST_TIMEOUT_MS: whole(1, 600_000),
  CORS_ORIGINS: z
    .string()
    .transform(listOf)
    .pipe(z.array(z.string().refine(isOrigin)))
    .optional(),
  HSTS_MAX_AGE_S: whole(0, 10 * 365 * 86_400),
};

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** As a browser would send it: no `*`, no path, no default port. */
function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.parse(text)?.origin === text;
}

/** An address, or a network of them with the length of its prefix. */
function isNetwork(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    rest.length === 0 && bits > 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

function isTimeZone(name: string): boolean {
  // ECMAScript also takes offsets such as +01:00, which know no daylight saving.
  if (/^[+-]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
