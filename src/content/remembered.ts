import { LRUCache } from "lru-cache";

type Answer = object | string | number;

/**
 * `answer` with a memory of the `maxEntries` keys asked for last, for answers that are dear to find and never change, and
 * small: a key as clients write it may be forgotten by the next. An answer that throws is not kept.
 */
export function remembered<Key extends string | number, Value extends Answer>(
  maxEntries: number,
  answer: (key: Key) => Value,
): (key: Key) => Value {
  const answers = new LRUCache<Key, Value>({ max: maxEntries, memoMethod: answer });
  return (key) => answers.memo(key);
}

/**
 * The same for what holds memory that V8 does not see: the objects of Intl, some 30 kB each. Garbage of them that has got
 * old gives V8 no cause to collect it, so there are never more than four times `maxEntries`, kept and forgotten: where
 * there are, an answer is used once and dies young, until V8 has collected.
 */
export function rememberedHeavy<Value extends object>(
  maxEntries: number,
  answer: (key: string) => Value,
): (key: string) => Value {
  const answers = new LRUCache<string, Value>({ max: maxEntries });
  let alive = 0;
  const collected = new FinalizationRegistry(() => void alive--);
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const found = answer(key);
    if (alive < 4 * maxEntries) {
      alive += 1;
      collected.register(found, undefined);
      answers.set(key, found);
    }
    return found;
  };
}
