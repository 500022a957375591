import { z } from "zod";
import { type LOG_LEVELS, VALUES } from "./config-values.ts";
import { CONFIG_VARIABLES, type ConfigVariable } from "./config-variables.ts";
import { LIMIT_NAMES, LIMITS, type Limits } from "./graphql/limits/limits.ts";

/** Which database to open; the URL may hold a password and is never logged. */
export type DatabaseConfig =
  | { readonly kind: "postgresql"; readonly url: string; readonly mayCreate: boolean; readonly poolSize: number }
  | { readonly kind: "embedded"; readonly dataDir: string };

/** What runs at a time, and how much more waits for how long; reads and writes have as much each. */
export interface WorkBounds {
  /** Points: once as many run, nothing more begins. */
  readonly maxRunningPoints: number;
  readonly maxRunningPointsCaller: number;
  readonly maxWaiting: number;
  readonly maxWaitingCaller: number;
  readonly maxWaitMs: number;
}

export interface ConnectionBounds {
  readonly maxConnections: number;
  /** Of each address (IPv6: each /64); those of trusted proxies excepted. */
  readonly maxConnectionsAddress: number;
}

/** The settings of one process, checked and complete. */
export interface Config {
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
  /** No trailing slash. */
  readonly publicUrl: string;
  readonly database: DatabaseConfig;
  readonly hasDemo: boolean;
  readonly newsroomName: string;
  /** IANA name. */
  readonly newsroomTimeZone: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly isAddressLogged: boolean;
  readonly hasGraphiql: boolean;
  readonly hasIntrospection: boolean;
  readonly shutdownGraceMs: number;
  readonly shutdownTimeoutMs: number;
  readonly changeRetentionDays: number;
  readonly maxBodyBytes: number;
  readonly limits: Limits;
  /** Strangers may run the manifest's operations only. */
  readonly isTrustedOnly: boolean;
  readonly isAnonymousAdmitted: boolean;
  /** Paths of the sections whose bodies anyone may read; undefined: all bodies. None where a key is needed. */
  readonly anonymousLicence: readonly string[] | undefined;
  /** A minute; 0: no limit. */
  readonly rateLimits: { readonly anonymous: number; readonly key: number; readonly wrongKeys: number };
  readonly workBounds: WorkBounds;
  readonly connectionBounds: ConnectionBounds;
  /** Undefined: none. The URL may hold a password and is never logged. */
  readonly redis: { readonly url: string; readonly prefix: string } | undefined;
  /** How many proxies are in front, or their addresses and networks; false: none is believed. */
  readonly trustedProxies: number | string[] | false;
  readonly requestTimeoutMs: number;
  /** Exact, as browsers send them. */
  readonly corsOrigins: readonly string[];
  /** 0: none is sent. */
  readonly hstsMaxAgeS: number;
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
      ? { kind: "postgresql", url: data.DATABASE_URL, mayCreate: !isProduction, poolSize: data.DATABASE_POOL_SIZE }
      : { kind: "embedded", dataDir: data.DATA_DIR },
    hasDemo: data.DEMO ?? !isProduction,
    newsroomName: data.NEWSROOM_NAME,
    newsroomTimeZone: data.NEWSROOM_TIME_ZONE,
    logLevel: data.LOG_LEVEL,
    isAddressLogged: data.LOG_CLIENT_ADDRESS,
    hasGraphiql: data.GRAPHIQL ?? !isProduction,
    hasIntrospection: data.INTROSPECTION ?? !isProduction,
    shutdownGraceMs: data.SHUTDOWN_GRACE_MS,
    shutdownTimeoutMs: data.SHUTDOWN_TIMEOUT_MS,
    changeRetentionDays: data.CHANGE_RETENTION_DAYS,
    maxBodyBytes: data.MAX_BODY_BYTES,
    limits: Object.fromEntries(LIMIT_NAMES.map((name) => [name, data[LIMITS[name].variable]])) as Limits,
    isTrustedOnly: data.OPERATIONS === "trusted",
    isAnonymousAdmitted: data.ANONYMOUS,
    anonymousLicence: data.ANONYMOUS ? data.ANONYMOUS_LICENCE : [],
    rateLimits: {
      anonymous: data.RATE_LIMIT_ANONYMOUS,
      key: data.RATE_LIMIT_KEY,
      wrongKeys: data.RATE_LIMIT_WRONG_KEYS,
    },
    workBounds: {
      maxRunningPoints: data.MAX_RUNNING_POINTS,
      maxRunningPointsCaller: data.MAX_RUNNING_POINTS_CALLER,
      maxWaiting: data.MAX_WAITING,
      maxWaitingCaller: data.MAX_WAITING_CALLER,
      maxWaitMs: data.MAX_WAIT_MS,
    },
    connectionBounds: {
      maxConnections: data.MAX_CONNECTIONS,
      maxConnectionsAddress: data.MAX_CONNECTIONS_ADDRESS,
    },
    redis: data.REDIS_URL === undefined ? undefined : { url: data.REDIS_URL, prefix: data.REDIS_PREFIX },
    trustedProxies: data.TRUST_PROXY ?? false,
    requestTimeoutMs: data.REQUEST_TIMEOUT_MS,
    corsOrigins: data.CORS_ORIGINS ?? [],
    hstsMaxAgeS: data.HSTS_MAX_AGE_S,
  };
}

/** The environment of this process: nothing else reads it. */
export const readEnvironment = (): Readonly<Record<string, string | undefined>> => process.env;

function faultLine({ name, expected }: ConfigVariable, text: string): string {
  // A database URL pasted into the wrong variable must not reach a log either.
  const isSecret = name === "DATABASE_URL" || name === "REDIS_URL" || text.includes("@");
  return `${name}: ${isSecret ? "the value" : JSON.stringify(text.slice(0, 100))} is not valid, expected ${expected}`;
}
