import { createApiKey } from "../../src/content/api-key/api-key.commands.ts";
import type { Database } from "../../src/database/database.ts";
import { keyDraft } from "./key-draft.ts";

/** Makes a key, and waits until this process has heard of it: it forgets all keys then, which must not happen later. */
export async function makeKey(
  database: Pick<Database, "em" | "onApiKeysChanged">,
  changes: Parameters<typeof keyDraft>[0],
  now: Date,
): Promise<{ id: number; token: string }> {
  let hear = () => {};
  const stop = await database.onApiKeysChanged(() => hear());
  const heard = Promise.withResolvers<void>();
  hear = heard.resolve;
  const made = await createApiKey(database.em(), keyDraft(changes), { by: null, now });
  await heard.promise;
  await stop();
  return made;
}
