import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, fetch } from "undici";
import type { Validators } from "../../content/fetched-source.commands.ts";
import { UnreadableInput } from "../formats/unreadable-input.ts";
import { isPublicAddress, literalAddress } from "./public-address.ts";

export interface FetchOptions {
  /** Of the version that was read last; undefined: never. */
  readonly known: Validators | undefined;
  /** Addresses of this machine and of private networks, too. */
  readonly isPrivateAllowed: boolean;
}

/** NOT_MODIFIED: what was read last still holds. `body` must be read to its end or given up. */
export type Fetched =
  | { readonly kind: "NOT_MODIFIED" }
  | {
      readonly kind: "FETCHED";
      /** Where it was found in the end. */
      readonly url: string;
      readonly validators: Validators;
      readonly body: AsyncIterable<Uint8Array>;
    };

const MAX_REDIRECTS = 5;
const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * GET of a feed or page over http(s): at most five redirects, 30 seconds and 64 MiB. Names are resolved once, and every
 * address is looked at before it is connected to, on each redirect again: a public name may lead into a private network.
 *
 * @throws {UnreadableInput} naming what kept it from being read, without what the server said
 */
export async function fetchSource(source: string, { known, isPrivateAllowed }: FetchOptions): Promise<Fetched> {
  const dispatcher = new Agent(isPrivateAllowed ? {} : { connect: { lookup: publicLookup } });
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const headers = {
    "user-agent": "Kiosque",
    ...(known?.etag ? { "if-none-match": known.etag } : {}),
    ...(known?.lastModified ? { "if-modified-since": known.lastModified } : {}),
  };
  let url = new URL(source);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    check(url, source, isPrivateAllowed);
    const response = await fetch(url, { dispatcher, signal, headers, redirect: "manual" }).catch((error: unknown) => {
      throw new UnreadableInput(source, reasonOf(error));
    });
    const location = response.headers.get("location");
    if (REDIRECTS.has(response.status) && location !== null && URL.canParse(location, url.href)) {
      await response.body?.cancel();
      url = new URL(location, url);
      continue;
    }
    if (response.status === 304) return { kind: "NOT_MODIFIED" };
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new UnreadableInput(source, `the server answered ${response.status}`);
    }
    const validators = { etag: response.headers.get("etag"), lastModified: response.headers.get("last-modified") };
    return { kind: "FETCHED", url: url.href, validators, body: bounded(response.body, source) };
  }
  throw new UnreadableInput(source, `it was redirected more than ${MAX_REDIRECTS} times`);
}

function check({ protocol, hostname }: URL, source: string, isPrivateAllowed: boolean): void {
  if (protocol !== "http:" && protocol !== "https:")
    throw new UnreadableInput(source, "it leads to no http(s) address");
  const literal = literalAddress(hostname);
  if (!isPrivateAllowed && literal !== undefined && !isPublicAddress(literal))
    throw new UnreadableInput(source, PRIVATE);
}

const PRIVATE = "it leads to a private address";

class PrivateAddress extends Error {}

/** Resolves like Node does, and fails when any of a name's addresses is not public. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "");
    if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(new PrivateAddress(), "");
    const [first] = addresses;
    return options.all ? callback(null, addresses) : callback(null, first?.address ?? "", first?.family);
  });
};

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof PrivateAddress) return PRIVATE;
  return cause instanceof Error && cause.name === "TimeoutError"
    ? `it took longer than ${TIMEOUT_MS / 1_000} s`
    : "its server cannot be reached";
}

async function* bounded(body: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<Uint8Array> {
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > MAX_BYTES) throw new UnreadableInput(source, "it is longer than 64 MiB");
      yield chunk;
    }
  } catch (error) {
    throw error instanceof UnreadableInput ? error : new UnreadableInput(source, reasonOf(error));
  }
}
