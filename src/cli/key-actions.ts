import { writersTime } from "../content/article/writers-lock.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "../content/api-key/api-key.commands.ts";
import { type ApiKeyDraft, problemsOf } from "../content/api-key/api-key.rules.ts";
import { readSections } from "../content/section/sections.ts";
import type { Database } from "../database/database.ts";
import { keyTable } from "./key-table.ts";

/** What `keys` prints. */
export interface KeysAnswer {
  readonly stdout: string;
  readonly stderr?: string;
}

/** What was asked for cannot be done; the message says why. */
export class KeysFault extends Error {
  override readonly name = "KeysFault";
}

/** @param paths of the sections it licences; undefined: all of them @throws {KeysFault} naming all that is wrong */
export async function makeKey(database: Database, asked: ApiKeyDraft, paths?: readonly string[]): Promise<KeysAnswer> {
  const now = await writersTime(database.em());
  const { all: sections } = await readSections(database.reader());
  const unknown = paths?.filter((path) => !sections.byPath.has(path)) ?? [];
  const sectionIds = paths?.flatMap((path) => sections.byPath.get(path)?.id ?? []) ?? null;
  const draft = { ...asked, sectionIds: unknown.length > 0 ? null : sectionIds };
  const faults = [
    ...unknown.map((path) => `There is no section ${path}.`),
    ...problemsOf(draft, sections, now).map(({ message }) => message),
  ];
  if (faults.length > 0) throw new KeysFault(faults.join("\n"));
  const { id, token } = await createApiKey(database.em(), draft, { by: null, now });
  return {
    stdout: `${token}\n`,
    stderr: `Key ${id} for ${draft.name.trim()}. Keep it: it is not shown again.\n`,
  };
}

export async function listKeys(database: Database): Promise<KeysAnswer> {
  const { all: sections } = await readSections(database.reader());
  return { stdout: keyTable(await listApiKeys(database.em()), sections, await writersTime(database.em())) };
}

/** @throws {KeysFault} when there is no such key */
export async function revokeKey(database: Database, id: number): Promise<KeysAnswer> {
  if (!(await revokeApiKey(database.em(), id, await writersTime(database.em()))))
    throw new KeysFault(`There is no key ${id}.`);
  return { stdout: `Key ${id} is revoked.\n` };
}
