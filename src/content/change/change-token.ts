import { createHmac, timingSafeEqual } from "node:crypto";
import { GatewayError } from "../../errors.ts";
import type { Instant } from "../reading/instant.ts";
import type { View } from "../reading/viewing.ts";

/*
 * How far a follower of the log has come: by the last write that it was given, and by what time it was, since a story may
 * appear long after it was written. What comes between two such bounds is a window: it does not change any more, and is
 * read in pages.
 *
 * Writes are logged in the order of commits, so that the last one says that all before it were given, too. It is named by
 * its random id: where a backup was restored that lacks it, no other takes its place.
 */

/** All up to and with a write, as it was to be seen at the instant. */
export interface Bound {
  /** « - » before the first. */
  readonly writeId: string;
  /** « -infinity » before the first change. */
  readonly at: Instant;
}

/** Where in a window: right behind what the change that has this id told at this level of this entity. */
export interface WindowPlace {
  readonly id: string;
  readonly level: string;
  readonly entityId: string;
}

export interface Progress {
  readonly view: View;
  /** The follower was given everything up to here. */
  readonly from: Bound;
  /** The window it is in the middle of. */
  readonly within?: { readonly to: Bound; readonly behind: WindowPlace } | undefined;
}

/** What a token was signed with, and what it is good for. */
export interface Log {
  readonly secret: string;
  /** The database that holds it, as long as it has not become another: that was promoted, or restored from a backup. */
  readonly place: string;
}

export const NOTHING = "-";
export const BEGINNING: Bound = { writeId: NOTHING, at: "-infinity" };

const FORMAT = "2";
/** Until version 1 of it, by numbers of transactions. */
const FORMER = "1";
const VIEWS: Readonly<Record<string, View>> = { P: "PUBLIC", D: "DESK" };
const SIGNATURE_BYTES = 16;
const MARK_BYTES = 9;

/** A token is the progress as text behind its signature: nobody but the log makes one. */
export function encodeToken({ view, from, within }: Progress, { secret, place }: Log): string {
  const parts = [FORMAT, view.charAt(0), markOf(place, secret), ...partsOf(from)];
  if (within) {
    const { id, level, entityId } = within.behind;
    parts.push(...partsOf(within.to), id, level, entityId);
  }
  const text = Buffer.from(parts.join(" "));
  return Buffer.concat([signatureOf(text, secret), text]).toString("base64url");
}

/**
 * What a token says, in terms that PostgreSQL can be asked with. Whether it is the log's own is for `checkToken`: the
 * log comes with the answer.
 *
 * @throws {GatewayError} TOKEN_INVALID when it is not put together like one, or was given out for another view
 */
export function decodeToken(token: string, view: View): Progress {
  const [format, viewLetter = "", mark = "", ...parts] = textOf(token).toString("latin1").split(" ");
  // Whatever it says, `checkToken` refuses it.
  if (format === FORMER) return { view, from: BEGINNING };
  const from = boundOf(parts);
  const within = parts.length === 2 ? undefined : windowOf(parts.slice(2));
  if (format !== FORMAT || mark === "" || !from || within === null) throw invalid();
  if (VIEWS[viewLetter] !== view) throw new GatewayError("TOKEN_INVALID", "since is a token of another view.");
  return { view, from, within };
}

/** @throws {GatewayError} TOKEN_INVALID when it was not signed with the secret, TOKEN_EXPIRED when it is of another place */
export function checkToken(token: string, { secret, place }: Log): void {
  const given = Buffer.from(token, "base64url").subarray(0, SIGNATURE_BYTES);
  const text = textOf(token);
  if (!timingSafeEqual(given, signatureOf(text, secret))) throw invalid();
  const [format, , mark] = text.toString("latin1").split(" ");
  if (format !== FORMAT || mark !== markOf(place, secret)) throw expired();
}

export const expired = () =>
  new GatewayError(
    "TOKEN_EXPIRED",
    "since is older than the log, or of before a backup was restored. Start over: read from the beginning, without since.",
  );

const invalid = () => new GatewayError("TOKEN_INVALID", "since is no token of this log.");

const signatureOf = (text: Buffer, secret: string) =>
  createHmac("sha256", secret).update(text).digest().subarray(0, SIGNATURE_BYTES);

/** @throws {GatewayError} TOKEN_INVALID */
function textOf(token: string): Buffer {
  const bytes = Buffer.from(token, "base64url");
  // Base64 has several spellings for the same bytes, a token has one.
  if (bytes.length <= SIGNATURE_BYTES || bytes.toString("base64url") !== token) throw invalid();
  return bytes.subarray(SIGNATURE_BYTES);
}

/** Says nothing of the servers there are to whoever reads a token. */
const markOf = (place: string, secret: string) =>
  signatureOf(Buffer.from(place), secret).toString("base64url", 0, MARK_BYTES);

const partsOf = ({ writeId, at }: Bound) => [writeId, at === BEGINNING.at ? "-" : String(Date.parse(at))];

function boundOf([writeId = "", time = ""]: readonly string[]): Bound | undefined {
  if (writeId !== NOTHING && !UUID.test(writeId)) return undefined;
  if (time === "-") return { writeId, at: BEGINNING.at };
  return isNumber(time) && Number(time) <= MAX_TIME ? { writeId, at: new Date(Number(time)).toISOString() } : undefined;
}

function windowOf(parts: readonly string[]): Progress["within"] | null {
  const to = boundOf(parts);
  const [, , id = "", level = "", entityId = ""] = parts;
  const isWhole = parts.length === 5 && isNumber(id) && isNumber(entityId) && /^[1-9]$/.test(level);
  return to && isWhole ? { to, behind: { id, level, entityId } } : null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MAX_NUMBER = 2n ** 63n;
/** The last millisecond of the year 9999. */
const MAX_TIME = 253_402_300_799_999;

/** One that PostgreSQL takes for a bigint. */
const isNumber = (text: string) => /^[1-9]\d{0,18}$/.test(text) && BigInt(text) < MAX_NUMBER;
