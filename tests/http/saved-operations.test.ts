import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readSavedOperations } from "../../src/http/saved-operations.ts";

describe("readSavedOperations", () => {
  test("reads the documents by name, with the variables they begin with, and nothing else", async () => {
    const directory = await mkdtemp(join(tmpdir(), "kiosque-operations-"));
    onTestFinished(() => rm(directory, { recursive: true }));
    const withVariables = '# statements: 1\n# variables: { "slug": "a" }\nquery B($slug: String!) { x }\n';
    await writeFile(join(directory, "B.graphql"), withVariables);
    await writeFile(join(directory, "A.graphql"), "query A { x }\n");
    await writeFile(join(directory, "notes.md"), "no operation");

    expect(await readSavedOperations(directory)).toStrictEqual([
      { name: "A", document: "query A { x }\n", variables: undefined },
      { name: "B", document: withVariables, variables: '{ "slug": "a" }' },
    ]);
  });
});
