import { openCache } from "../../cache.ts";
import type { Selection } from "../../content/reading/selection.ts";
import { aheadKey } from "./ahead-key.ts";

const selections = openCache<string, Selection>("selections", {
  maxBytes: 32_000_000,
  bytesOf: (selection, key) => bytesOf(selection) + 2 * key.length,
});
let memoCount = 0;

/** The selections of one field by the values of the variables that decide them; of all fields' the latest used are kept. */
export class SelectionMemo {
  readonly #names = new Set<string>();
  #id = memoCount++;

  /** What was kept before counted on fewer variables and is forgotten. */
  dependsOn(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#id = memoCount++;
  }

  get(variables: Readonly<Record<string, unknown>>): Selection | undefined {
    const key = this.#key(variables);
    return key === undefined ? undefined : selections.get(key);
  }

  set(variables: Readonly<Record<string, unknown>>, selection: Selection): void {
    const key = this.#key(variables);
    if (key !== undefined) selections.set(key, selection);
  }

  /** Undefined when a value has no faithful text: such a selection is not kept. */
  #key(variables: Readonly<Record<string, unknown>>): string | undefined {
    if (this.#names.size === 0) return `${this.#id}`;
    const decisive = [...this.#names].filter((name) => Object.hasOwn(variables, name));
    return aheadKey(`${this.#id}`, Object.fromEntries(decisive.map((name) => [name, variables[name]])));
  }
}

/** About. */
function bytesOf({ columns, to }: Selection): number {
  let bytes = 200 + 8 * columns.length;
  for (const [key, { selection }] of to) bytes += 300 + 4 * key.length + bytesOf(selection);
  return bytes;
}
