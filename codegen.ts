/** Writes typed documents for `schema/operations`: `node codegen.ts`, part of `npm run schema`. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as typedDocuments from "@graphql-codegen/typed-document-node";
import * as operationTypes from "@graphql-codegen/typescript-operations";
import { buildSchema, parse } from "graphql";

/** Where the typed documents live, from the root of the repository. */
export const GENERATED_FILE = "tests/generated/operations.ts";

/** What a client sees of each scalar; one missing here fails the generation. */
const SCALARS = { DateTime: "string", HTML: "string", JSON: "unknown", Locale: "string", URL: "string" };

/**
 * The TypeScript of all saved operations, in the order of their file names.
 *
 * @throws when an operation does not fit the schema, or two files share a name of an operation or fragment
 */
export async function generateOperations(): Promise<string> {
  const sdl = await readFile(join(import.meta.dirname, "schema/schema.graphql"), "utf8");
  const code = await codegen({
    filename: GENERATED_FILE,
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: await readOperations(),
    plugins: [{ operationTypes: {} }, { typedDocuments: {} }],
    pluginMap: { operationTypes, typedDocuments },
    config: { scalars: SCALARS, strictScalars: true, skipTypename: true, useTypeImports: true, dedupeFragments: true },
  });
  return `// Written by codegen.ts from schema/operations: npm run schema.\n${code}\n`;
}

async function readOperations() {
  const folder = join(import.meta.dirname, "schema/operations");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".graphql")).toSorted();
  return Promise.all(
    names.map(async (name) => ({ location: name, document: parse(await readFile(join(folder, name), "utf8")) })),
  );
}

if (import.meta.main) {
  const file = join(import.meta.dirname, GENERATED_FILE);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await generateOperations());
}
