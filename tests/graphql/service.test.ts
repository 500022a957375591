import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { startTestGateway } from "../support/test-gateway.ts";

describe("Query.service", () => {
  test("says version, contract and limits, and reads nothing", async () => {
    const contract = readFileSync(new URL("../../schema/schema.graphql", import.meta.url), "utf8").trimEnd();
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    await using gateway = await startTestGateway();
    // A gateway's first request reads the section tree, whatever it asks for.
    await gateway.query(`{ __typename }`);

    expect(
      await gateway.query(`{ service { version schemaHash maxPageSize deprecations { coordinate reason } } }`),
    ).toEqual({
      data: {
        service: {
          version,
          schemaHash: createHash("sha256").update(contract).digest("hex"),
          maxPageSize: 100,
          deprecations: [],
        },
      },
      status: 200,
      statementCount: 0,
    });
  });
});
