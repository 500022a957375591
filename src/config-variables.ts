import { LOAD_VARIABLES } from "./load-variables.ts";
import { ENVIRONMENTS, LOG_LEVELS, MAX_POINTS, OPERATIONS, type VALUES } from "./config-values.ts";
import { LIMIT_NAMES, LIMITS } from "./graphql/limits/limits.ts";

/** One row of the table in README.md. `default` is what an unset variable stands for; undefined where the description says it. */
export interface ConfigVariable {
  readonly name: keyof typeof VALUES;
  readonly default: string | undefined;
  readonly description: string;
  /** Completes "expected …" in a fault. */
  readonly expected: string;
}

const BOOLEAN = "true or false (also 1/0, on/off, yes/no)";
const POINTS = `a whole number from 0 to ${MAX_POINTS}`;

const LIMIT_VARIABLES = LIMIT_NAMES.map((name): ConfigVariable => {
  const { variable, default: value, most, code, description } = LIMITS[name];
  const refusal = code === null ? "" : ` Beyond it: ${code}.`;
  return {
    name: variable,
    default: String(value),
    description: description + refusal,
    expected: `a whole number from 1 to ${most}`,
  };
});

/** Every environment variable the gateway reads, in the order of the table in README.md. */
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
    description:
      "Most connections to PostgreSQL at a time, one for notices not counted, and three at the least. The embedded database has one.",
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
    default: undefined,
    description:
      "Load the demo newsroom into an empty database, and serve its images. Unset: on, unless `NODE_ENV` is `production`.",
    expected: BOOLEAN,
  },
  {
    name: "NEWSROOM_NAME",
    default: "Le Kiosque",
    description: "Name of the newsroom, in feeds, the news sitemap and structured data.",
    expected: "a name of at most 200 characters",
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
    name: "LOG_CLIENT_ADDRESS",
    default: "false",
    description: "The line of each request names the client's address (IPv6: its /64).",
    expected: BOOLEAN,
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
    description:
      "Clients may ask for the schema, and errors suggest its names. Unset: on, unless `NODE_ENV` is `production`.",
    expected: BOOLEAN,
  },
  {
    name: "SHUTDOWN_GRACE_MS",
    default: "1000",
    description:
      "How long after SIGTERM connections are still accepted, in milliseconds; longer than load balancers take to notice that `/health/ready` is 503.",
    expected: "a whole number from 0 to 600000",
  },
  {
    name: "SHUTDOWN_TIMEOUT_MS",
    default: "10000",
    description: "Longest wait for running requests after that, in milliseconds; then exit 1.",
    expected: "a whole number from 0 to 600000",
  },
  {
    name: "CHANGE_RETENTION_DAYS",
    default: "30",
    description:
      "How long the change log keeps more than the last change of everything; older tokens are TOKEN_EXPIRED.",
    expected: "a whole number from 1 to 36500",
  },
  {
    name: "OPERATIONS",
    default: "any",
    description:
      "`trusted`: without a key of scope content:desk or content:write only operations of `schema/operations` are run.",
    expected: OPERATIONS.join(" or "),
  },
  {
    name: "ANONYMOUS",
    default: "true",
    description: "Requests without a key are answered; `false`: partners only.",
    expected: BOOLEAN,
  },
  {
    name: "ANONYMOUS_LICENCE",
    default: "all",
    description:
      "Bodies read without a key, and so with any: `all`, `none`, or those of sections and all below them: `monde,sport/football`.",
    expected: "all, none, or paths of sections such as monde,sport/football",
  },
  {
    name: "RATE_LIMIT_ANONYMOUS",
    default: "60000",
    description: "Points a minute for each address without a key (IPv6: each /64); `0`: no limit.",
    expected: POINTS,
  },
  {
    name: "RATE_LIMIT_KEY",
    default: "600000",
    description: "Points a minute for each key that has no limit of its own; `0`: no limit.",
    expected: POINTS,
  },
  {
    name: "RATE_LIMIT_WRONG_KEYS",
    default: "30",
    description: "Wrong keys a minute from each address; `0`: no limit.",
    expected: POINTS,
  },
  ...LOAD_VARIABLES,
  {
    name: "REDIS_URL",
    default: undefined,
    description: "Redis, where several processes share what they count. Unset: each counts for itself.",
    expected: "a URL such as redis://user:password@host:6379/0",
  },
  {
    name: "REDIS_PREFIX",
    default: "kiosque:",
    description: "What every key in Redis begins with.",
    expected: "1 to 100 characters without spaces",
  },
  {
    name: "TRUST_PROXY",
    default: undefined,
    description:
      "Whose `X-Forwarded-For` tells a client's address: how many proxies are in front, or their addresses, separated by commas. Unset: nobody's.",
    expected: "a whole number from 1 to 10, or IP addresses or networks (10.0.0.0/8), separated by commas",
  },
  {
    name: "REQUEST_TIMEOUT_MS",
    default: "10000",
    description: "Longest time an answer may take, in milliseconds; then its SQL is cancelled: EXECUTION_TIMEOUT.",
    expected: "a whole number from 1 to 600000",
  },
  {
    name: "CORS_ORIGINS",
    default: undefined,
    description: "Origins whose pages may read answers, separated by commas: `https://news.example`. Unset: none.",
    expected: "http or https origins without path or trailing slash, separated by commas",
  },
  {
    name: "HSTS_MAX_AGE_S",
    default: "0",
    description: "How long browsers shall insist on https, in seconds; `0` leaves it to the proxy in front.",
    expected: "a whole number from 0 to 315360000",
  },
  ...LIMIT_VARIABLES,
];
