/** Values of a request's variables as they came. */
export type Variables = Readonly<Record<string, unknown>>;

/** How often something counts: fixed, or decided by a request's variables. */
export type Times = number | ((variables: Variables) => number);

/**
 * An amount of points: what is fixed is summed up at once, what variables decide is kept as parts. Amounts are shared
 * (a fragment's by all who spread it), so each is worked out once a request, however many paths lead to it.
 */
export class Points {
  #fixed = 0;
  readonly #parts: { readonly times: Times; readonly points: Points }[] = [];
  #lastVariables: Variables | undefined;
  #lastValue = 0;

  add(points: Points | number, times: Times = 1): void {
    if (typeof points === "number") {
      if (typeof times === "number") this.#fixed += points * times;
      else if (points > 0) this.#parts.push({ times, points: fixed(points) });
    } else if (points.#parts.length === 0) {
      this.add(points.#fixed, times);
    } else if (times !== 0) {
      this.#parts.push({ times, points });
    }
  }

  of(variables: Variables): number {
    if (this.#parts.length === 0) return this.#fixed;
    // One slot is enough: a request works its points out in one go.
    if (this.#lastVariables === variables) return this.#lastValue;
    let sum = this.#fixed;
    for (const { times, points } of this.#parts) {
      const factor = typeof times === "number" ? times : times(variables);
      if (factor !== 0) sum += factor * points.of(variables);
    }
    this.#lastVariables = variables;
    this.#lastValue = sum;
    return sum;
  }
}

function fixed(amount: number): Points {
  const points = new Points();
  points.add(amount);
  return points;
}
