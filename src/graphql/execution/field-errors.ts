import type { GraphQLError } from "graphql";

/** A place in the result: a response key or list index below another place; undefined is the whole result. */
export interface Place {
  readonly prev: Place | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** Response keys and indexes from the root to here. */
export function pathOf(place: Place | undefined): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.prev) path.push(at.key);
  return path.toReversed();
}

/** The errors of one request, in the order in which they came up; none from below a place that is null already. */
export class FieldErrors {
  readonly found: GraphQLError[] = [];
  readonly #nulled = new Set<Place | undefined>();

  /** Keeps the error that makes this place null. Places count by identity. */
  add(error: GraphQLError, place: Place | undefined): void {
    for (let at = place; at !== undefined; at = at.prev) if (this.#nulled.has(at)) return;
    if (this.#nulled.has(undefined)) return;
    this.#nulled.add(place);
    this.found.push(error);
  }
}
