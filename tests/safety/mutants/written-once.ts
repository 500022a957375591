import type { Mutant } from "../mutant.ts";

const once = {
  file: "src/content/idempotency/idempotent-write.commands.ts",
  test: "tests/http/idempotency.test.ts",
};

/** What is asked for again is not done again, and an answer tells the truth about what was written. */
export const mutants: readonly Mutant[] = [
  {
    ...once,
    name: "written-once-again",
    from: "return rows[0]?.result;",
    to: "return undefined;",
    title: "is done once: asked again it has its first answer",
  },
  {
    ...once,
    name: "written-once-other-request",
    from: "claimed[0]?.request !== request",
    to: "!claimed[0]",
    title: "IDEMPOTENCY_KEY_REUSED",
  },
  {
    ...once,
    name: "written-once-for-minutes",
    from: "const REMEMBERED_H = 24;",
    to: "const REMEMBERED_H = 22;",
    title: "is forgotten after a day",
  },
  {
    ...once,
    name: "written-once-all-keys",
    file: "src/graphql/idempotency/request-writes.ts",
    from: "keyId: viewer.keyId ?? 0,",
    to: "keyId: 0,",
    title: "is another one for another key of the gateway",
  },
  {
    ...once,
    name: "written-once-secret-kept",
    file: "src/content/api-key/api-keys.ts",
    from: "return created.id;",
    to: "return `${created.id} ${created.token}` as never;",
    title: "that makes an API key makes one",
  },
  {
    ...once,
    name: "written-once-order-of-variables",
    file: "src/graphql/idempotency/request-writes.ts",
    from: ".toSorted(([a], [b]) => (a < b ? -1 : 1))",
    to: "",
    title: "is the same whatever the order of its variables",
  },
  {
    name: "written-before-and-denied",
    file: "src/write-outcome.ts",
    from: "this.mayBeWritten || this.#mayBeAsked",
    to: "this.mayBeWritten",
    test: "tests/http/deadline.test.ts",
    title: "is UNKNOWN_OUTCOME where its key may have been sent before",
  },
  {
    name: "written-after-it-was-denied",
    file: "src/write-outcome.ts",
    from: "if (this.#timeout) throw this.#timeout;",
    to: "",
    test: "tests/http/deadline.test.ts",
    title: "leaves nothing when its time is up, as its answer says",
  },
];
