import { LRUCache } from "lru-cache";

/**
 * `answer` with a memory of its last `maxEntries` new keys, for answers that are dear to find, never change and are small:
 * keys are what clients write. The oldest key is forgotten first, by which asking costs no more than a look; an answer that
 * throws is not kept.
 */
export function remembered<Key, Answer extends object | string | number>(
  maxEntries: number,
  answer: (key: Key) => Answer,
): (key: Key) => Answer {
  const answers = new Map<Key, Answer>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const found = answer(key);
    if (answers.size >= maxEntries) {
      for (const oldest of answers.keys()) {
        answers.delete(oldest);
        break;
      }
    }
    answers.set(key, found);
    return found;
  };
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
