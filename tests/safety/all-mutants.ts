import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Mutant } from "./mutant.ts";

const ROOT = join(import.meta.dirname, "../..");
const LISTS = join(import.meta.dirname, "mutants");

/** A mutant, and the list it stands in: « rule-04 ». */
export type ListedMutant = Mutant & { list: string };

/** Those of every list in `mutants/`. */
export async function allMutants(): Promise<ListedMutant[]> {
  const lists = readdirSync(LISTS)
    .filter((file) => file.endsWith(".ts"))
    .toSorted();
  const read = lists.map(async (file) => {
    const { mutants } = (await import(pathToFileURL(join(LISTS, file)).href)) as { mutants: readonly Mutant[] };
    return mutants.map((mutant) => ({ ...mutant, list: file.replace(/\.ts$/, "") }));
  });
  return (await Promise.all(read)).flat();
}

/**
 * The mutant's source file with the rule switched off.
 *
 * @throws {Error} where what is to be replaced is not there exactly once
 */
export function mutated({ name, file, from, to }: Mutant, text = readFileSync(join(ROOT, file), "utf8")): string {
  const [before, after, ...others] = text.split(from);
  if (before === undefined || after === undefined || others.length > 0)
    throw new Error(`Mutant ${name}: its text occurs ${others.length + Number(after !== undefined)} times in ${file}.`);
  return before + to + after;
}

interface VitestCaching {
  /** false: that module is neither taken from the cache on disk nor kept there. */
  defineCacheKeyGenerator: (keyOf: (module: { id: string }) => string | false) => void;
}

/**
 * A plugin of vitest by which the code under test is the mutant; all other modules come from the cache as ever. Programs
 * that a test starts by themselves, such as the command line, stay as they are.
 */
export async function mutation(name: string) {
  const mutant = (await allMutants()).find((one) => one.name === name);
  if (!mutant) throw new Error(`There is no mutant ${name}.`);
  const path = join(ROOT, mutant.file);
  const source = mutated(mutant);
  const isMutant = (id: string) => id.split("?")[0] === path;
  return {
    name: "mutation",
    enforce: "pre" as const,
    api: { vitest: { ignoreFsModuleCache: true } },
    configureVitest: ({ defineCacheKeyGenerator }: VitestCaching) =>
      defineCacheKeyGenerator(({ id }) => (isMutant(id) ? false : "")),
    load: (id: string) => (isMutant(id) ? source : null),
  };
}
