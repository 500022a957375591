import type { Mutant } from "../mutant.ts";

const COST = "tests/graphql/limits/cost.test.ts";
const LIMITS = "tests/http/prices.test.ts";
const BODIES = "tests/http/graphql-route.test.ts";

/** Work is paid for before it is done, by what it takes. */
export const mutants: readonly Mutant[] = [
  {
    name: "price-words-are-free",
    file: "src/graphql/limits/argument-points.ts",
    from: "searchTerms(query).length : 0",
    to: "1 : 0",
    test: COST,
    title: "32 words",
  },
  {
    name: "price-words-without-end",
    file: "src/content/search/search-text.rules.ts",
    from: ".slice(0, MAX_QUERY_TERMS)",
    to: "",
    test: COST,
    title: "of which the first 32 count",
  },
  {
    name: "price-bodies-are-free",
    file: "src/http/json-body.ts",
    from: "const beyond = bytes.length - BYTES_IN_A_REQUEST;",
    to: "const beyond = 0 * BYTES_IN_A_REQUEST;",
    test: LIMITS,
    title: "a body takes a point for each KiB",
  },
  {
    name: "price-refused-bodies-are-free",
    file: "src/http/rate-limit.ts",
    from: "if (!budget.left) await budget.take(REQUEST_POINTS)",
    to: "if (!budget) await budget.take(REQUEST_POINTS)",
    test: LIMITS,
    title: "what is no request takes what one does",
  },
  {
    name: "price-ingest-is-free",
    file: "src/graphql/desk/ingest.resolver.ts",
    from: "await budget?.take(",
    to: "await budget?.take(0 *",
    test: LIMITS,
    title: "a document to ingest takes a point",
  },
  {
    name: "price-nesting-without-end",
    file: "src/http/strict-json.ts",
    from: "if (open.push(LIST) > MAX_DEPTH)",
    to: "if (open.push(LIST) > 1_000)",
    test: BODIES,
    title: "lists inside each other are taken 256",
  },
];
