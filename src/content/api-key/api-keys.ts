import { LRUCache } from "lru-cache";
import type { Database } from "../../database/database.ts";
import { type IdempotentWrite, once } from "../idempotency/idempotent-write.commands.ts";
import { type Problem, RefusedWrite } from "../problem.ts";
import type { SectionTree } from "../section/section-tree.ts";
import type { Viewer } from "../viewer.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "./api-key.commands.ts";
import { type ApiKeyDraft, excessOf, problemsOf } from "./api-key.rules.ts";
import { isSecretOf, partsOf } from "./api-key-token.rules.ts";
import { type KeyHolder, readKey, type StoredKey } from "./read-key.ts";

/** Should an announcement get lost, this is how long a key goes on as it was. */
const REMEMBERED_MS = 30_000;
const MAX_REMEMBERED = 10_000;

export interface Refused {
  /** Not empty. */
  readonly problems: readonly Problem[];
}

export interface Granted {
  readonly problems: readonly [];
  readonly id: number;
  /** Shown to whoever asked for the key, and kept nowhere: null for who asks again. */
  readonly token: string | null;
}

export interface Revoked {
  readonly problems: readonly [];
  readonly id: number;
}

/** On whose behalf keys are made and revoked. */
export interface Administrator {
  readonly viewer: Viewer;
  readonly sections: SectionTree;
  readonly write: IdempotentWrite | undefined;
}

/** The keys of the newsroom, remembered once used; the database announces changes to every process. */
export interface ApiKeys {
  /**
   * Who sent this token; null for a malformed, unknown, wrong, expired or revoked one, after the same work.
   *
   * @param mayRead whether a key that never let anyone in here may be read: at most one statement, not counted among
   *   the operation's
   */
  authenticate(token: string, mayRead: boolean): Promise<KeyHolder | null>;
  /** Makes a key on behalf of a viewer, who cannot give what they have not. */
  grant(draft: ApiKeyDraft, by: Administrator): Promise<Refused | Granted>;
  /** In force at once, in every process. A viewer cannot revoke a key that they could not have made. */
  revoke(id: number, by: Administrator): Promise<Refused | Revoked>;
  close(): Promise<void>;
}

export async function openApiKeys(database: Database, now: () => Date): Promise<ApiKeys> {
  // Unknown ones too: asking for them again costs no more than asking for known ones.
  const remembered = new LRUCache<number, Promise<StoredKey>>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS });
  /** Digests of keys that were good once: wrong ones from their address do not keep these from being read again. */
  const onceGood = new LRUCache<number, Buffer>({ max: MAX_REMEMBERED });
  const wasGood = (id: number, secret: string) => {
    const digest = onceGood.get(id);
    return digest !== undefined && isSecretOf({ digest }, secret);
  };
  const forget = () => remembered.clear();
  const close = await database.onApiKeysChanged(forget);
  const read = (id: number) => {
    const key = readKey(database.reader(), id);
    remembered.set(id, key);
    key.catch(() => remembered.get(id) === key && remembered.delete(id));
    return key;
  };
  return {
    async authenticate(token, mayRead) {
      const { id, secret } = partsOf(token);
      const key = await (remembered.get(id) ?? (mayRead || wasGood(id, secret) ? read(id) : undefined));
      if (!key || !isSecretOf(key, secret) || !isInForce(key, now())) return null;
      if (!onceGood.has(id)) onceGood.set(id, key.digest);
      return key;
    },
    async grant(draft, { viewer, sections, write }) {
      let token: string | null = null;
      const id = await once(database.em(), write, async (em) => {
        const wrong = problemsOf(draft, sections, now());
        const problems = wrong.length > 0 ? wrong : excessOf(draft, viewer, sections);
        if (problems.length > 0) throw new RefusedWrite(problems);
        const created = await createApiKey(em, draft, { by: viewer.keyId, now: now() });
        token = created.token;
        return created.id;
      }).catch((error: unknown) => {
        if (error instanceof RefusedWrite) return error;
        throw error;
      });
      if (id instanceof RefusedWrite) return { problems: id.problems };
      forget();
      return { problems: [], id, token };
    },
    async revoke(id, { viewer, sections, write }) {
      const [key] = await listApiKeys(database.em(), id);
      if (!key) return { problems: [{ code: "NOT_FOUND", message: `There is no ApiKey:${id}.`, path: ["id"] }] };
      const problems = excessOf(key, viewer, sections).map((problem) => ({ ...problem, path: ["id"] }));
      if (problems.length > 0) return { problems };
      await once(database.em(), write, (em) => revokeApiKey(em, id, now()));
      forget();
      return { problems: [], id };
    },
    close,
  };
}

const isInForce = ({ isRevoked, expiresAt }: StoredKey, now: Date): boolean => !isRevoked && now.getTime() < expiresAt;
