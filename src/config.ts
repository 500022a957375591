import { z } from "zod";

/** One row of the README's table. `default` is what an unset variable stands for; undefined where the description says it. */
export interface ConfigVariable {
  readonly name: keyof typeof VALUES;
  readonly default: string | undefined;
  readonly description: string;
  /** Completes "expected …" in a fault. */
  readonly expected: string;
}

const BOOLEAN = "true or false (also 1/0, on/off, yes/no)";
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const ENVIRONMENTS = ["development", "production", "test"] as const;

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

/** How the text of each variable is read. */
const VALUES = {
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
  DEMO: boolean,
  NEWSROOM_TIME_ZONE: z.string().refine(isTimeZone),
  LOG_LEVEL: z.enum(LOG_LEVELS),
  NODE_ENV: z.enum(ENVIRONMENTS),
  GRAPHIQL: boolean.optional(),
  INTROSPECTION: boolean.optional(),
  SHUTDOWN_TIMEOUT_MS: whole(0, 600_000),
  MAX_BODY_BYTES: whole(1, 64 * 1024 * 1024),
};

/** Every environment variable the gateway reads, in the order of the README's table. */
export const CONFIG_VARIABLES: readonly ConfigVariable[] = [
  {
    name: "HOST",
    default: "localhost",
    description: "Address to listen on; `0.0.0.0` takes requests from other machines.",
    expected: "a host name or an IP address",
  },
  {
    name: "PORT",
    default: "4000",
    description: "Port to listen on; `0` takes a free one.",
    expected: "a whole number from 0 to 65535",
  },
  {
    name: "PUBLIC_URL",
    default: undefined,
    description: "Where clients reach the gateway, without `/graphql`. Unset: `http://localhost:PORT`.",
    expected: "an http or https URL without credentials, query or fragment",
  },
  {
    name: "DATABASE_URL",
    default: undefined,
    description: "PostgreSQL to use. Unset: the embedded PostgreSQL (PGlite) in `DATA_DIR`.",
    expected: "a URL such as postgresql://user:password@host:5432/database",
  },
  {
    name: "DATABASE_POOL_SIZE",
    default: "10",
    description: "Most connections to PostgreSQL at a time; the embedded database has one.",
    expected: "a whole number from 1 to 1000",
  },
  {
    name: "DATA_DIR",
    default: ".data",
    description: "Directory of the embedded database; serves one process at a time.",
    expected: "a path",
  },
  {
    name: "DEMO",
    default: "true",
    description: "Load the demo newsroom into an empty database, and serve its images.",
    expected: BOOLEAN,
  },
  {
    name: "NEWSROOM_TIME_ZONE",
    default: "Europe/Paris",
    description: "Time zone of dates without one, and of labels that name none.",
    expected: "an IANA time zone such as Europe/Paris",
  },
  {
    name: "LOG_LEVEL",
    default: "info",
    description: `Least severe line to log: ${LOG_LEVELS.join(", ")}.`,
    expected: LOG_LEVELS.join(", "),
  },
  {
    name: "NODE_ENV",
    default: "development",
    description: `${ENVIRONMENTS.join(", ")}; \`production\` turns GraphiQL and introspection off.`,
    expected: ENVIRONMENTS.join(", "),
  },
  {
    name: "GRAPHIQL",
    default: undefined,
    description: "GraphiQL at `/graphiql`. Unset: on, unless `NODE_ENV` is `production`.",
    expected: BOOLEAN,
  },
  {
    name: "INTROSPECTION",
    default: undefined,
    description: "Clients may ask for the schema. Unset: on, unless `NODE_ENV` is `production`.",
    expected: BOOLEAN,
  },
  {
    name: "SHUTDOWN_TIMEOUT_MS",
    default: "10000",
    description: "Longest wait for running requests after SIGTERM, in milliseconds; then exit 1.",
    expected: "a whole number from 0 to 600000",
  },
  {
    name: "MAX_BODY_BYTES",
    default: "1048576",
    description: "Largest request body, in bytes; a larger one answers PAYLOAD_TOO_LARGE.",
    expected: "a whole number from 1 to 67108864",
  },
];

/** Which database to open; the URL may hold a password and is never logged. */
export type DatabaseConfig =
  | { readonly kind: "postgresql"; readonly url: string; readonly poolSize: number }
  | { readonly kind: "embedded"; readonly dataDir: string };

/** The settings of one process, checked and complete. */
export interface Config {
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
  /** No trailing slash. */
  readonly publicUrl: string;
  readonly database: DatabaseConfig;
  readonly hasDemo: boolean;
  /** IANA name. */
  readonly newsroomTimeZone: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly hasGraphiql: boolean;
  readonly hasIntrospection: boolean;
  readonly shutdownTimeoutMs: number;
  readonly maxBodyBytes: number;
}

/** The environment cannot be used; the message has one line a fault and no secret. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the settings from environment variables; an empty one counts as unset, an unknown one is not read.
 *
 * @throws {ConfigError} naming every faulty variable at once
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const texts = Object.fromEntries(CONFIG_VARIABLES.map(({ name, ...row }) => [name, env[name] || row.default]));
  const { data, error } = z.object(VALUES).safeParse(texts);
  if (error) {
    const faulty = new Set(error.issues.map(({ path }) => path[0]));
    const faults = CONFIG_VARIABLES.filter(({ name }) => faulty.has(name));
    throw new ConfigError(faults.map((variable) => faultLine(variable, texts[variable.name] ?? "")).join("\n"));
  }
  const isProduction = data.NODE_ENV === "production";
  return {
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL ?? `http://localhost:${data.PORT}`,
    database: data.DATABASE_URL
      ? { kind: "postgresql", url: data.DATABASE_URL, poolSize: data.DATABASE_POOL_SIZE }
      : { kind: "embedded", dataDir: data.DATA_DIR },
    hasDemo: data.DEMO,
    newsroomTimeZone: data.NEWSROOM_TIME_ZONE,
    logLevel: data.LOG_LEVEL,
    hasGraphiql: data.GRAPHIQL ?? !isProduction,
    hasIntrospection: data.INTROSPECTION ?? !isProduction,
    shutdownTimeoutMs: data.SHUTDOWN_TIMEOUT_MS,
    maxBodyBytes: data.MAX_BODY_BYTES,
  };
}

/** The environment of this process: nothing else reads it. */
export const readEnvironment = (): Readonly<Record<string, string | undefined>> => process.env;

function faultLine({ name, expected }: ConfigVariable, text: string): string {
  // A database URL pasted into the wrong variable must not reach a log either.
  const isSecret = name === "DATABASE_URL" || text.includes("@");
  return `${name}: ${isSecret ? "the value" : JSON.stringify(text.slice(0, 100))} is not valid, expected ${expected}`;
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
