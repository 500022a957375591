import { writeFile } from "node:fs/promises";
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { createSchema } from "../../graphql/schema.ts";

/** The contract as it stands in `schema/schema.graphql`: sorted, so that moving code around changes nothing in it. */
export function printContract(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** Writes the contract to the file, or to stdout without one. */
export async function writeContract(file: string | undefined): Promise<void> {
  const contract = printContract(await createSchema());
  if (file === undefined) process.stdout.write(contract);
  else await writeFile(file, contract);
}
