import { expect, test } from "vitest";
import { WIDEST_LIMITS } from "../../support/document-rules.ts";
import { retained } from "../../support/retained.ts";
import { startTestGateway } from "../../support/test-gateway.ts";

const VARIANTS = 64;
const CONDITIONS = Array.from({ length: Math.log2(VARIANTS) }, (_, index) => `c${index}`);
const TYPES = Array.from({ length: 15 }, (_, index) => `t${index}: __type(name: "Locale") { ...T }`);

/** As much to plan as an operation may ask for, and next to nothing to answer. */
const operation = (name: string) => `query ${name}(${CONDITIONS.map((each) => `$${each}: Boolean!`).join(" ")}) {
  ${CONDITIONS.map((each) => `${each}: __typename @include(if: $${each})`).join(" ")} ${TYPES.join(" ")}
}`;
const OPERATIONS = Array.from({ length: 5 }, (_, index) => `O${index}`);
const documentOf = (at: number) =>
  `# ${at}\n${OPERATIONS.map(operation).join("\n")}
  fragment T on __Type { __typename description isOneOf kind name specifiedByURL }`;

test("what is planned for documents counts as theirs, however @skip and @include come out", async () => {
  await using gateway = await startTestGateway({ limits: WIDEST_LIMITS });
  const flood = async (count: number) => {
    for (let request = 0; request < count * OPERATIONS.length * VARIANTS; request++) {
      const [variant, rest] = [request % VARIANTS, Math.floor(request / VARIANTS)];
      const variables = Object.fromEntries(CONDITIONS.map((name, bit) => [name, ((variant >> bit) & 1) === 1]));
      const operationName = OPERATIONS[rest % OPERATIONS.length];
      const query = documentOf(Math.floor(rest / OPERATIONS.length));
      expect(await gateway.ask({ query, operationName, variables })).toMatchObject({
        data: { t0: { name: "Locale" } },
      });
    }
  };
  await flood(1);
  const before = await retained();
  await flood(6);
  const after = await retained();

  expect(after.heap - before.heap).toBeLessThan(after.cached - before.cached + 10_000_000);
});
