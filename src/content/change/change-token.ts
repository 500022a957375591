import { createHmac, timingSafeEqual } from "node:crypto";
import { GatewayError } from "../../errors.ts";
import type { Instant } from "../reading/instant.ts";
import type { View } from "../reading/viewing.ts";

/*
 * How far a follower of the log has come. Ids do not say it: a transaction that began earlier may end later, and a story
 * may appear long after it was written. So it is said by what had been committed (a snapshot of PostgreSQL's) and by
 * what time it was. What comes between two such bounds is a window: it does not change any more, and is read in pages.
 */

/** All that was committed in the snapshot, as it was to be seen at the instant. */
export interface Bound {
  /** PostgreSQL's pg_snapshot: « 10:20:10,14 ». */
  readonly snapshot: string;
  /** « -infinity » before the first change. */
  readonly at: Instant;
}

/** Where in a window: right behind what the change that has this turn and id told at this level of this entity. */
export interface WindowPlace {
  readonly turn: string;
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

/** Before the first change. No transaction's number is below 3. */
export const BEGINNING: Bound = { snapshot: "3:3:", at: "-infinity" };

const FORMAT = "1";
const VIEWS: Readonly<Record<string, View>> = { P: "PUBLIC", D: "DESK" };
const SIGNATURE_BYTES = 16;

/** A token is the progress as text behind its signature: nobody but the log makes one. */
export function encodeToken({ view, from, within }: Progress, secret: string): string {
  const parts = [FORMAT, view.charAt(0), ...partsOf(from)];
  if (within) {
    const { turn, id, level, entityId } = within.behind;
    parts.push(...partsOf(within.to), turn, id, level, entityId);
  }
  const text = Buffer.from(parts.join(" "));
  return Buffer.concat([signatureOf(text, secret), text]).toString("base64url");
}

/**
 * What a token says, in terms that PostgreSQL can be asked with. Whether it is the log's own is for `checkToken`: the
 * secret comes with the answer.
 *
 * @throws {GatewayError} TOKEN_INVALID when it is not put together like one, or was given out for another view
 */
export function decodeToken(token: string, view: View): Progress {
  const [format, viewLetter = "", ...parts] = textOf(token).toString("latin1").split(" ");
  const from = boundOf(parts);
  const within = parts.length === 2 ? undefined : windowOf(parts.slice(2));
  if (format !== FORMAT || !from || within === null) throw invalid();
  if (VIEWS[viewLetter] !== view) throw new GatewayError("TOKEN_INVALID", "since is a token of another view.");
  return { view, from, within };
}

/** @throws {GatewayError} TOKEN_INVALID when it was not signed with the secret */
export function checkToken(token: string, secret: string): void {
  const given = Buffer.from(token, "base64url").subarray(0, SIGNATURE_BYTES);
  if (!timingSafeEqual(given, signatureOf(textOf(token), secret))) throw invalid();
}

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

const partsOf = ({ snapshot, at }: Bound) => [snapshot, at === BEGINNING.at ? "-" : String(Date.parse(at))];

function boundOf([snapshot = "", time = ""]: readonly string[]): Bound | undefined {
  if (!isSnapshot(snapshot)) return undefined;
  if (time === "-") return { snapshot, at: BEGINNING.at };
  return isNumber(time) && Number(time) <= MAX_TIME
    ? { snapshot, at: new Date(Number(time)).toISOString() }
    : undefined;
}

function windowOf(parts: readonly string[]): Progress["within"] | null {
  const to = boundOf(parts);
  // Two numbers at the end are from before anything was told beside a change: it is told once more.
  const [, , turn = "", id = "", level = "1", entityId = "1"] = parts;
  const isWhole = (parts.length === 4 || parts.length === 6) && [turn, id, entityId].every(isNumber);
  return to && isWhole && /^[1-9]$/.test(level) ? { to, behind: { turn, id, level, entityId } } : null;
}

const MAX_NUMBER = 2n ** 63n;
/** The last millisecond of the year 9999. */
const MAX_TIME = 253_402_300_799_999;

/** One that PostgreSQL takes for a bigint and for a transaction. */
const isNumber = (text: string) => /^[1-9]\d{0,18}$/.test(text) && BigInt(text) < MAX_NUMBER;

/** As PostgreSQL has it: the first that was running, the first not yet begun, those running in between in order. */
function isSnapshot(text: string): boolean {
  const [min = "", max = "", running, ...rest] = text.split(":");
  const numbers = [min, ...(running ? running.split(",") : []), max];
  if (running === undefined || rest.length > 0 || !numbers.every((each) => isNumber(each))) return false;
  const values = numbers.map(BigInt);
  return values.every((value, index) => {
    const previous = values[index - 1] ?? 0n;
    // The first may be said twice: it is the first of those running, too.
    return index === 1 ? previous <= value : previous < value;
  });
}
