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
    from: "if (claimed.length > 0) return undefined;",
    to: "return undefined;",
    title: "is done once: asked again it has its first answer",
  },
  {
    ...once,
    name: "written-once-other-request",
    from: "rows[0]?.request !== request",
    to: "!rows[0]",
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
    name: "written-after-it-was-denied",
    file: "src/write-outcome.ts",
    from: "if (this.#timeout) throw this.#timeout;",
    to: "",
    test: "tests/http/deadline.test.ts",
    title: "leaves nothing when its time is up, as its answer says",
  },
];
