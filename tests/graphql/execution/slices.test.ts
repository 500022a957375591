import { setImmediate as turn } from "node:timers/promises";
import { buildSchema, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { createExecutor, plainResult } from "../../../src/graphql/execution/executor.ts";
import { answerBytes } from "../../../src/graphql/execution/json-output.ts";
import { type Slices, slices } from "../../../src/time-slice.ts";

const schema = buildSchema(
  "type Query { rows: [Row!] loose: [Row] } type Row { n: Int! later: Int text: String rows: [Row!] }",
);
const document = parse("{ rows { n text later rows { n later } } loose { n } }");

/** As if each item took a whole slice. */
const SHORTEST: Slices = { isOver: () => true, next: () => turn() };

const inner = [{ n: 1, later: async () => 1 }, { n: 2 }];
const rows = Array.from({ length: 20 }, (_, n) => ({ n, text: `« ${n} »`, later: async () => n, rows: inner }));

describe("An answer in slices", () => {
  test("is the one in one go", async () => {
    const request = { document, rootValue: { rows, loose: [null, { n: 3 }, { n: 4 }] }, contextValue: {} };
    const [whole, sliced] = [
      await createExecutor(schema)(request),
      await createExecutor(schema, { slices: SHORTEST })(request),
    ];

    expect(sliced.errors).toBeUndefined();
    expect(plainResult(sliced)).toEqual(plainResult(whole));
  });

  test("has the same errors, and loses as much by them", async () => {
    const rootValue = {
      rows: [{ n: 1 }, { n: "none" }, { n: 3 }],
      loose: [{ n: 1 }, { n: null }, Promise.reject(new Error("lost")), { n: 4 }],
    };
    const execute = createExecutor(schema, { slices: SHORTEST });

    const { data, errors } = plainResult(await execute({ document, rootValue, contextValue: {} }));

    expect(JSON.parse(JSON.stringify(data))).toEqual({ rows: null, loose: [{ n: 1 }, null, null, { n: 4 }] });
    expect(errors?.map(({ path }) => path?.join(".")).toSorted()).toEqual(["loose.1.n", "loose.2", "rows.1.n"]);
  });

  test("that takes long lets others have their turn meanwhile, and the answers of several get on together", async () => {
    const isDone = { answers: 0 };
    const row = {
      n: () => {
        const until = performance.now() + 1;
        while (performance.now() < until);
        return 1;
      },
    };
    const execute = createExecutor(schema, { slices });
    const long = parse("{ rows { n } }");
    const answering = Promise.all(
      [1, 2].map(async () => {
        const { data } = await execute({
          document: long,
          rootValue: { rows: Array.from({ length: 100 }, () => row) },
          contextValue: {},
        });
        isDone.answers++;
        return data ? (await answerBytes(data)).length : 0;
      }),
    );
    let turns = 0;
    while (isDone.answers === 0) {
      await turn();
      turns++;
    }

    // 200 ms of work, in slices of 2 ms.
    expect(turns).toBeGreaterThan(10);
    expect(await answering).toEqual([819, 819]);
  });
});
