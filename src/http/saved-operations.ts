import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** An operation that GraphiQL shows in a tab. */
export interface SavedOperation {
  /** File name without `.graphql`. */
  readonly name: string;
  readonly document: string;
  /** JSON to begin with, from a line `# variables: {…}`. */
  readonly variables?: string | undefined;
}

/** The `*.graphql` files of a directory, by name. */
export async function readSavedOperations(directory: string): Promise<SavedOperation[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith(".graphql")).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const document = await readFile(join(directory, file), "utf8");
      const variables = /^# variables: *(\{.*\}) *$/m.exec(document)?.[1];
      return { name: file.slice(0, -".graphql".length), document, variables };
    }),
  );
}
