import { setImmediate } from "node:timers/promises";
import { fc } from "../../support/seeded.ts";
import { execute, parse, validate } from "graphql";
import type { DocumentNode, ExecutionResult } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPlainExecutor } from "./plain-executor.ts";
import { OperationWriter, variableValues } from "./generate-operation.ts";
import { createZoo } from "./zoo.schema.ts";
import type { Fates } from "./zoo.schema.ts";

const schema = createZoo();
const executor = createPlainExecutor(schema);

/** graphql-js 16 leaves a list item's rejection unhandled when another item throws at once; ours does not. */
const listeners = process.listeners("unhandledRejection");
beforeAll(() => {
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", () => undefined);
});
afterAll(() => {
  process.removeAllListeners("unhandledRejection");
  for (const listener of listeners) process.on("unhandledRejection", listener);
});

describe("createExecutor", () => {
  test.each([
    { promises: 0, faults: 0 },
    { promises: 0, faults: 12 },
    { promises: 30, faults: 0 },
    { promises: 30, faults: 12 },
    { promises: 90, faults: 25 },
  ])("$promises % promises and $faults % faults: answers, errors and calls are graphql-js's", async (chances) => {
    await fc.assert(
      fc.asyncProperty(
        fc.gen(),
        fc.array(fc.record({ variables: variableValues, seed: fc.nat() }), { minLength: 2, maxLength: 3 }),
        async (gen, requests) => {
          const text = new OperationWriter(schema, (arbitrary) => gen(() => arbitrary)).write();
          const document = parse(text);
          expect(validate(schema, document), text).toEqual([]);
          for (const { variables, seed } of requests) {
            const theirs = await answerOf({
              document,
              variables,
              fates: { ...chances, seed, calls: [] },
              isOurs: false,
            });
            const ours = await answerOf({ document, variables, fates: { ...chances, seed, calls: [] }, isOurs: true });
            expect(ours, text).toEqual(theirs);
          }
        },
      ),
      { numRuns: 250, endOnFailure: true },
    );
  });
});

interface Question {
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly fates: Fates;
  readonly isOurs: boolean;
}

/** As text, so that the order of keys and errors counts. */
async function answerOf({ document, variables, fates, isOurs }: Question) {
  const rootValue = { plain: "root", echo: () => "echo" };
  const answer: ExecutionResult | Promise<ExecutionResult> = isOurs
    ? executor({ document, variables, contextValue: fates, rootValue })
    : execute({ schema, document, variableValues: variables, contextValue: fates, rootValue });
  const isPromise = answer instanceof Promise;
  const result = await answer;
  // What goes on below a place that is null already may outlast the answer.
  await setImmediate();
  const reasons = result.errors?.map(({ originalError }) => originalError?.message);
  return { text: JSON.stringify(result, sayable), reasons, calls: fates.calls, isPromise };
}

/** A leaf that JSON has no word for is null in our answers; graphql-js keeps it, and `JSON.stringify` drops its field. */
const sayable = (_: string, value: unknown) => (["symbol", "function"].includes(typeof value) ? null : value);
