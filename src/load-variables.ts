import { MAX_POINTS } from "./config-values.ts";
import type { ConfigVariable } from "./config-variables.ts";

const POINTS_AT_A_TIME = `a whole number from 1 to ${MAX_POINTS}`;
const REQUESTS = "a whole number from 0 to 100000";
const CONNECTIONS = "a whole number from 1 to 100000";

/** How much is done at a time, and for whom. */
export const LOAD_VARIABLES: readonly ConfigVariable[] = [
  {
    name: "MAX_RUNNING_POINTS",
    default: "30000",
    description:
      "Points of what runs at a time, each operation and document at least 1000; beyond them requests wait. Writes are counted apart.",
    expected: POINTS_AT_A_TIME,
  },
  {
    name: "MAX_RUNNING_POINTS_CALLER",
    default: "10000",
    description: "The same of each key, and of each address without a key (IPv6: each /64).",
    expected: POINTS_AT_A_TIME,
  },
  {
    name: "MAX_WAITING",
    default: "1000",
    description: "Most requests that wait for their turn. Beyond it: OVERLOADED.",
    expected: REQUESTS,
  },
  {
    name: "MAX_WAITING_CALLER",
    default: "250",
    description: "The same of each key or address. Beyond it: OVERLOADED.",
    expected: REQUESTS,
  },
  {
    name: "MAX_WAIT_MS",
    default: "2000",
    description: "Longest wait for a turn, in milliseconds; then OVERLOADED.",
    expected: "a whole number from 0 to 600000",
  },
  {
    name: "MAX_CONNECTIONS",
    default: "5000",
    description:
      "Most connections of clients; beyond it the one that has done nothing for longest is closed, or the new one.",
    expected: CONNECTIONS,
  },
  {
    name: "MAX_CONNECTIONS_ADDRESS",
    default: "1000",
    description: "The same of each address (IPv6: each /64); those of proxies that TRUST_PROXY names are not counted.",
    expected: CONNECTIONS,
  },
];
