import { describe, expect, test } from "vitest";
import { CONFIG_VARIABLES } from "../src/config-variables.ts";
import { ConfigError, loadConfig } from "../src/config.ts";
import { DEFAULT_LIMITS, LIMIT_NAMES, LIMITS } from "../src/graphql/limits/limits.ts";

function faultsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("loadConfig", () => {
  test("an empty environment gives the defaults", () => {
    expect(loadConfig({})).toStrictEqual({
      host: "localhost",
      port: 4000,
      publicUrl: "http://localhost:4000",
      database: { kind: "embedded", dataDir: ".data" },
      hasDemo: true,
      newsroomName: "Le Kiosque",
      newsroomTimeZone: "Europe/Paris",
      logLevel: "info",
      isAddressLogged: false,
      hasGraphiql: true,
      hasIntrospection: true,
      shutdownGraceMs: 1_000,
      shutdownTimeoutMs: 10_000,
      changeRetentionDays: 30,
      maxBodyBytes: 1_048_576,
      limits: DEFAULT_LIMITS,
      isTrustedOnly: false,
      isAnonymousAdmitted: true,
      anonymousLicence: undefined,
      rateLimits: { anonymous: 60_000, key: 600_000, wrongKeys: 30 },
      workBounds: {
        maxRunningPoints: 30_000,
        maxRunningPointsCaller: 10_000,
        maxWaiting: 1_000,
        maxWaitingCaller: 250,
        maxWaitMs: 2_000,
      },
      connectionBounds: { maxConnections: 5_000, maxConnectionsAddress: 1_000 },
      redis: undefined,
      trustedProxies: false,
      requestTimeoutMs: 10_000,
      corsOrigins: [],
      hstsMaxAgeS: 0,
    });
  });

  test("empty variables count as unset", () => {
    const empty = Object.fromEntries(CONFIG_VARIABLES.map(({ name }) => [name, ""]));

    expect(loadConfig(empty)).toStrictEqual(loadConfig({}));
  });

  test("every variable is taken over", () => {
    const config = loadConfig({
      HOST: "::",
      PORT: "0",
      PUBLIC_URL: "https://news.example/api/",
      DATABASE_URL: "postgresql://kiosque:secret@db:5432/kiosque",
      DATABASE_POOL_SIZE: "25",
      DATA_DIR: "/ignored",
      DEMO: "off",
      NEWSROOM_NAME: "The Lantern",
      NEWSROOM_TIME_ZONE: "America/Montreal",
      LOG_LEVEL: "warn",
      LOG_CLIENT_ADDRESS: "on",
      NODE_ENV: "test",
      GRAPHIQL: "no",
      INTROSPECTION: "0",
      SHUTDOWN_GRACE_MS: "50",
      SHUTDOWN_TIMEOUT_MS: "500",
      CHANGE_RETENTION_DAYS: "7",
      OPERATIONS: "trusted",
      ANONYMOUS: "no",
      ANONYMOUS_LICENCE: "monde",
      RATE_LIMIT_ANONYMOUS: "0",
      RATE_LIMIT_KEY: "1000",
      RATE_LIMIT_WRONG_KEYS: "5",
      MAX_RUNNING_POINTS: "5",
      MAX_RUNNING_POINTS_CALLER: "4",
      MAX_WAITING: "3",
      MAX_WAITING_CALLER: "2",
      MAX_WAIT_MS: "1",
      MAX_CONNECTIONS: "9",
      MAX_CONNECTIONS_ADDRESS: "8",
      REDIS_URL: "rediss://kiosque:secret@cache:6380/2",
      REDIS_PREFIX: "news:",
      TRUST_PROXY: "10.0.0.0/8, 2001:db8::1",
      ...Object.fromEntries(LIMIT_NAMES.map((name) => [LIMITS[name].variable, "7"])),
      MAX_BODY_BYTES: "2048",
      REQUEST_TIMEOUT_MS: "3000",
      CORS_ORIGINS: "https://news.example, http://localhost:5173",
      HSTS_MAX_AGE_S: "31536000",
    });

    expect(config).toStrictEqual({
      host: "::",
      port: 0,
      publicUrl: "https://news.example/api",
      database: {
        kind: "postgresql",
        url: "postgresql://kiosque:secret@db:5432/kiosque",
        mayCreate: true,
        poolSize: 25,
      },
      hasDemo: false,
      newsroomName: "The Lantern",
      newsroomTimeZone: "America/Montreal",
      logLevel: "warn",
      isAddressLogged: true,
      hasGraphiql: false,
      hasIntrospection: false,
      shutdownGraceMs: 50,
      shutdownTimeoutMs: 500,
      changeRetentionDays: 7,
      maxBodyBytes: 2048,
      limits: { ...Object.fromEntries(LIMIT_NAMES.map((name) => [name, 7])), maxBodyBytes: 2048 },
      isTrustedOnly: true,
      isAnonymousAdmitted: false,
      anonymousLicence: [],
      rateLimits: { anonymous: 0, key: 1000, wrongKeys: 5 },
      workBounds: { maxRunningPoints: 5, maxRunningPointsCaller: 4, maxWaiting: 3, maxWaitingCaller: 2, maxWaitMs: 1 },
      connectionBounds: { maxConnections: 9, maxConnectionsAddress: 8 },
      redis: { url: "rediss://kiosque:secret@cache:6380/2", prefix: "news:" },
      trustedProxies: ["10.0.0.0/8", "2001:db8::1"],
      requestTimeoutMs: 3000,
      corsOrigins: ["https://news.example", "http://localhost:5173"],
      hstsMaxAgeS: 31_536_000,
    });
  });

  test("production turns GraphiQL, introspection and the demo off, unless they are asked for", () => {
    expect(loadConfig({ NODE_ENV: "production" })).toMatchObject({
      hasGraphiql: false,
      hasIntrospection: false,
      hasDemo: false,
    });
    expect(loadConfig({ NODE_ENV: "production", GRAPHIQL: "on", INTROSPECTION: "yes", DEMO: "true" })).toMatchObject({
      hasGraphiql: true,
      hasIntrospection: true,
      hasDemo: true,
    });
  });

  test.each([
    ["all", undefined],
    ["none", []],
    ["monde", ["monde"]],
    ["monde, sport/football,", ["monde", "sport/football"]],
  ])("ANONYMOUS_LICENCE=%s licenses %j", (value, licence) => {
    expect(loadConfig({ ANONYMOUS_LICENCE: value }).anonymousLicence).toStrictEqual(licence);
  });

  test("all faults are told at once, in the order of the table", () => {
    expect(faultsOf({ PORT: "70000", DEMO: "maybe", HOST: "two words", NODE_ENV: "prod" })).toStrictEqual([
      'HOST: "two words" is not valid, expected a host name or an IP address',
      'PORT: "70000" is not valid, expected a whole number from 0 to 65535',
      'DEMO: "maybe" is not valid, expected true or false (also 1/0, on/off, yes/no)',
      'NODE_ENV: "prod" is not valid, expected development, production, test',
    ]);
  });

  test.each([
    ["PORT", "-1"],
    ["NEWSROOM_NAME", "n".repeat(201)],
    ["PORT", "80.5"],
    ["PORT", "0x50"],
    ["PORT", "4000 "],
    ["DATABASE_POOL_SIZE", "0"],
    ["MAX_BODY_BYTES", "1e6"],
    ["MAX_NESTING", "201"],
    ["MAX_COST", "0"],
    ["OPERATIONS", "some"],
    ["ANONYMOUS_LICENCE", "Le Monde"],
    ["ANONYMOUS_LICENCE", "/monde"],
    ["ANONYMOUS_LICENCE", ","],
    ["RATE_LIMIT_ANONYMOUS", "-1"],
    ["REDIS_URL", "http://cache:6379"],
    ["REDIS_PREFIX", "two words"],
    ["TRUST_PROXY", "0"],
    ["TRUST_PROXY", "true"],
    ["TRUST_PROXY", "10.0.0.0/33"],
    ["TRUST_PROXY", "10.0.0.1, proxy"],
    ["SHUTDOWN_TIMEOUT_MS", "999999999999999"],
    ["NEWSROOM_TIME_ZONE", "Europe/Atlantis"],
    ["NEWSROOM_TIME_ZONE", "+01:00"],
    ["LOG_LEVEL", "loud"],
    ["LOG_CLIENT_ADDRESS", "some"],
    ["PUBLIC_URL", "ftp://news.example"],
    ["PUBLIC_URL", "https://news.example/?a=1"],
    ["CORS_ORIGINS", "*"],
    ["CORS_ORIGINS", "null"],
    ["CORS_ORIGINS", "https://news.example/"],
    ["CORS_ORIGINS", "https://news.example,https://NEWS.example"],
    ["CORS_ORIGINS", "https://news.example:443"],
    ["HSTS_MAX_AGE_S", "-1"],
    ["REQUEST_TIMEOUT_MS", "0"],
    ["DATABASE_URL", "mysql://db/kiosque"],
    ["DATABASE_URL", "not a url"],
  ])("%s=%s is the one fault", (name, value) => {
    const faults = faultsOf({ [name]: value });

    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: .+ is not valid, expected .+$`));
  });

  test.each(["DATABASE_URL", "PUBLIC_URL", "HOST"])("a password in %s is not printed", (name) => {
    const faults = faultsOf({ [name]: "mysql://kiosque:hunter2@db/kiosque" });

    expect(faults).toHaveLength(1);
    expect(faults[0]).not.toContain("hunter2");
  });
});

describe("CONFIG_VARIABLES", () => {
  test("each name is listed once", () => {
    expect(new Set(CONFIG_VARIABLES.map(({ name }) => name)).size).toBe(CONFIG_VARIABLES.length);
  });

  test("every variable is read: nonsense in each is told of each", () => {
    // Any text is a path, and nearly any a name.
    const free = ["DATA_DIR", "NEWSROOM_NAME"];
    const names = CONFIG_VARIABLES.map(({ name }) => name).filter((name) => !free.includes(name));

    const faults = faultsOf(Object.fromEntries(names.map((name) => [name, "not valid!"])));

    expect(faults.map((line) => line.split(":")[0])).toStrictEqual(names);
  });
});
