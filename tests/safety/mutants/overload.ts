import type { Mutant } from "../mutant.ts";

const OVERLOAD = "tests/http/overload.test.ts";

/** What one caller asks for keeps nobody else waiting. */
export const mutants: readonly Mutant[] = [
  {
    name: "overload-a-caller-takes-all-room",
    file: "src/http/work-limit.ts",
    from: "return (this.#running.get(caller) ?? 0) < this.#bounds.maxRunningPointsCaller;",
    to: "return this.#running.size >= 0 || caller === this.#bounds.toString();",
    test: OVERLOAD,
    title: "waits, and keeps nobody else waiting",
  },
  {
    name: "overload-callers-go-as-they-came",
    file: "src/http/fair-queue.ts",
    from: "      this.#callers.delete(caller);\n      this.#callers.set(caller, others);\n",
    to: "",
    test: OVERLOAD,
    title: "goes by turns with others where all wait",
  },
  {
    name: "overload-dear-ones-first",
    file: "src/http/fair-queue.ts",
    from: "others.findLastIndex((other) => other.points <= points) + 1",
    to: "others.length - Math.min(0, points)",
    test: OVERLOAD,
    title: "the cheapest of each first",
  },
  {
    name: "overload-any-number-waits",
    file: "src/http/fair-queue.ts",
    from: "if (this.size >= maxWaiting || others.length >= maxWaitingCaller)",
    to: "if (this.size >= maxWaiting + maxWaitingCaller + 1_000)",
    test: OVERLOAD,
    title: "is answered at once, with 503",
  },
  {
    name: "overload-those-who-left-are-served",
    file: "src/http/fair-queue.ts",
    from: "cancellation?.listen(waiting);",
    to: "",
    test: OVERLOAD,
    title: "is not begun once its client has left",
  },
  {
    name: "overload-writers-keep-readers-waiting",
    file: "src/http/callers-permits.ts",
    from: "acquire: ({ isWrite, points }, cancellation) => (isWrite ? writes : reads)",
    to: "acquire: ({ isWrite, points }, cancellation) => (isWrite ? reads : reads)",
    test: OVERLOAD,
    title: "in writes waits for writes only",
  },
  {
    name: "overload-what-fails-keeps-its-room",
    file: "src/graphql/permits.ts",
    from: "  try {\n    return await work();\n  } finally {\n    permits?.release(asked);\n  }",
    to: "  const answer = await work();\n  permits?.release(asked);\n  return answer;",
    test: OVERLOAD,
    title: "gives its room back",
  },
  {
    name: "overload-addresses-wait-for-each-other",
    file: "src/http/request-turns.ts",
    from: "this.#queue.wait(callerAddress(ip), 0)",
    to: "this.#queue.wait(callerAddress(ip).slice(0, 4), 0)",
    test: "tests/http/request-turns.test.ts",
    title: "begin by turns of their addresses",
  },
  {
    name: "overload-connections-without-bound",
    file: "src/http/connection-limit.ts",
    from: "if (sockets.size >= most)",
    to: "if (sockets.size >= most + 1_000)",
    test: "tests/http/connection-limit.test.ts",
    title: "are closed where all have a request that runs",
  },
];
