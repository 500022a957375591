/** Values that can have properties of their own: objects and functions. */
export function isObjectLike(value: unknown): value is Record<string, unknown> {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** Anything with a `then` method. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return isObjectLike(value) && typeof value["then"] === "function";
}

/** A list as resolvers may return it: whatever can be iterated, strings excepted. */
export function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    Array.isArray(value) ||
    (typeof value === "object" && typeof (value as Partial<Iterable<unknown>> | null)?.[Symbol.iterator] === "function")
  );
}
