/**
 * `answer` with a memory of its last `maxEntries` new keys, for answers that are dear to find and never change.
 * The oldest key is forgotten first; an answer that throws is not kept.
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
