import { LRUCache } from "lru-cache";

export interface CacheOptions<Key, Value> {
  /** When it is full, what was used least lately is forgotten. */
  readonly maxBytes: number;
  readonly maxEntries?: number;
  /** What is larger is not kept. */
  readonly maxEntryBytes?: number;
  /** About what an entry takes, whatever hangs on it included. */
  readonly bytesOf: (value: Value, key: Key) => number;
  readonly onForgotten?: (value: Value) => void;
}

/** What lru-cache takes for an entry of its own. */
const ENTRY_BYTES = 150;

const opened: (readonly [name: string, WeakRef<{ readonly calculatedSize: number }>])[] = [];

/**
 * A cache of what is made of what clients send. Each has a bound in bytes and says what it holds, so that a test can tell
 * whether anything is kept elsewhere.
 */
export function openCache<Key extends string, Value extends object | string | true>(
  name: string,
  { maxBytes, maxEntries, maxEntryBytes = maxBytes, bytesOf, onForgotten }: CacheOptions<Key, Value>,
): LRUCache<Key, Value> {
  const cache = new LRUCache<Key, Value>({
    maxSize: maxBytes,
    maxEntrySize: maxEntryBytes,
    sizeCalculation: (value, key) => Math.ceil(bytesOf(value, key)) + ENTRY_BYTES,
    ...(maxEntries === undefined ? {} : { max: maxEntries }),
    ...(onForgotten ? { dispose: onForgotten } : {}),
  });
  opened.push([name, new WeakRef(cache)]);
  return cache;
}

/** What caches hold by now, in bytes, by their names. */
export function cachedBytes(): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (const [name, cache] of opened) bytes.set(name, (bytes.get(name) ?? 0) + (cache.deref()?.calculatedSize ?? 0));
  return bytes;
}
