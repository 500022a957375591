import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import type { KeyHolder } from "../content/api-key/read-key.ts";
import type { View } from "../content/reading/viewing.ts";
import type { Viewer } from "../content/viewer.ts";
import { GatewayError } from "../errors.ts";
import type { Budget } from "../graphql/budget.ts";
import type { Permits } from "../graphql/permits.ts";
import type { CallersPermits } from "./callers-permits.ts";
import { challenge } from "./challenge.ts";
import { callerAddress } from "./client-address.ts";
import { credentialOf } from "./credential.ts";
import { withinDeadline } from "./deadline.ts";
import { type Meter, type MeteredBudget, tellBudget } from "./rate-limit.ts";
import { varyBy } from "./vary.ts";
import { viewOf } from "./view.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; undefined on routes without the hook. */
    caller: Caller | undefined;
    /** Of the key that was sent, once it is known to be good. */
    keyId: number | null;
  }
}

/** Whose request it is, from where they look, and what they have left. */
export interface Caller {
  /** Undefined: anyone at all. */
  readonly viewer: Viewer | undefined;
  readonly view: View;
  /** Undefined where no limit applies. */
  readonly budget: Budget | undefined;
  readonly permits: Permits;
}

/** Who is let in, and for how much. */
export interface Admission {
  /** Null for every token that lets nobody in; `mayRead` false: no statement for one that was never good. */
  authenticate(token: string, mayRead: boolean): Promise<KeyHolder | null>;
  readonly isAnonymousAdmitted: boolean;
  readonly anonymous: Allowance;
  /** Of keys that have none of their own. */
  readonly keys: Allowance;
  /** Wrong keys, by address. */
  readonly failures: Allowance;
  readonly permits: CallersPermits;
}

export interface Allowance {
  readonly meter: Meter;
  /** A minute; 0: no limit. */
  readonly limit: number;
}

/**
 * An onRequest hook: finds out who asks, before anything of a body is read.
 *
 * - No key: the anonymous, by address.
 * - A key that is not read within so many ms: EXECUTION_TIMEOUT.
 * - Two keys, or one in both headers: CREDENTIALS_AMBIGUOUS.
 * - One that is malformed, unknown, wrong, expired or revoked: UNAUTHENTICATED, whichever it is. From an address that has
 *   sent too many: RATE_LIMITED, without a statement; valid keys behind it that were seen before go on working.
 * - A view that is none: VIEW_INVALID; the desk's without its scope: FORBIDDEN, without a key: UNAUTHENTICATED.
 * - Nothing left of the caller's points: RATE_LIMITED.
 */
export function authenticate(admission: Admission, timeoutMs: number): onRequestAsyncHookHandler {
  return async (request, reply) => {
    // Caches keep answers to GET only.
    if (request.method !== "POST") varyBy(reply, "authorization, x-api-key, x-kiosque-view");
    const token = credentialOf(request);
    const holder =
      token === undefined
        ? undefined
        : await withinDeadline(reply, timeoutMs, () => holderOf(token, admission, { request, reply }));
    // Not every cache heeds Vary.
    if (holder && request.method !== "POST") reply.header("cache-control", "private, no-cache");
    if (!holder && !admission.isAnonymousAdmitted) throw new GatewayError("UNAUTHENTICATED", "A key is needed.");
    request.keyId = holder?.viewer.keyId ?? null;
    const name = holder ? `${holder.viewer.keyId}` : callerAddress(request.ip);
    const budget = budgetOf(holder ? allowanceOf(holder, admission) : admission.anonymous, name);
    if (budget?.refusal) {
      tellBudget(reply, budget);
      throw budget.refusal;
    }
    const caller = {
      viewer: holder?.viewer,
      view: "PUBLIC" as View,
      budget,
      permits: admission.permits.of(name),
    };
    request.caller = caller;
    caller.view = viewOf(request, holder?.viewer);
  };
}

const budgetOf = ({ meter, limit }: Allowance, caller: string): MeteredBudget | undefined =>
  limit > 0 ? meter.budget(caller, limit) : undefined;

const allowanceOf = ({ pointsPerMinute }: KeyHolder, { keys }: Admission): Allowance => ({
  meter: keys.meter,
  limit: pointsPerMinute ?? keys.limit,
});

async function holderOf(
  token: string,
  admission: Admission,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<KeyHolder> {
  const failures = budgetOf(admission.failures, callerAddress(request.ip));
  const holder = await admission.authenticate(token, !failures?.refusal);
  if (holder) return holder;
  if (failures) {
    const refusal = failures.refusal ?? (await failures.take(1).catch((error: GatewayError) => error));
    if (refusal) {
      tellBudget(reply, failures);
      throw refusal;
    }
  }
  challenge(reply, "invalid_token");
  throw new GatewayError("UNAUTHENTICATED", "The key is not valid.");
}
