import type { Selection } from "../../content/reading/selection.ts";
import { aheadKey } from "./ahead-key.ts";

/** The selections of one field by the values of the variables that decide them, the newest kept. */
export class SelectionMemo {
  static readonly maxSelections = 64;

  readonly #names = new Set<string>();
  readonly #selections = new Map<string, Selection>();

  /** What was kept before counted on fewer variables and is forgotten. */
  dependsOn(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#selections.clear();
  }

  get(variables: Readonly<Record<string, unknown>>): Selection | undefined {
    const key = this.#key(variables);
    return key === undefined ? undefined : this.#selections.get(key);
  }

  set(variables: Readonly<Record<string, unknown>>, selection: Selection): void {
    const key = this.#key(variables);
    if (key === undefined) return;
    const oldest = this.#selections.keys().next();
    if (this.#selections.size >= SelectionMemo.maxSelections && !oldest.done) this.#selections.delete(oldest.value);
    this.#selections.set(key, selection);
  }

  /** Undefined when a value has no faithful text: such a selection is not kept. */
  #key(variables: Readonly<Record<string, unknown>>): string | undefined {
    if (this.#names.size === 0) return "";
    const decisive = [...this.#names].filter((name) => Object.hasOwn(variables, name));
    return aheadKey("", Object.fromEntries(decisive.map((name) => [name, variables[name]])));
  }
}
