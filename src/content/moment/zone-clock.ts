import { canonicalTimeZone } from "../locale.ts";
import { remembered } from "../remembered.ts";

export const DAY_MS = 86_400_000;

/**
 * The clock and calendar on the wall of one time zone. Instants are milliseconds since 1970 UTC; a local day is
 * the number of calendar days since 1970-01-01.
 */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsetMs: (instantMs: number) => number;
  /** The first instant after `instantMs` that lies in another local day: midnight, where midnight exists. */
  readonly nextDayMs: (instantMs: number) => number;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    this.#offsetMs = remembered(512, (instantMs) => this.#readOffsetMs(instantMs));
    this.nextDayMs = remembered(64, (instantMs) => this.#findNextDayMs(instantMs));
  }

  /** What the wall clock shows, as the instant at which UTC shows the same. */
  wallMs(instantMs: number): number {
    return instantMs + this.#offsetMs(instantMs);
  }

  localDay(instantMs: number): number {
    return Math.floor(this.wallMs(instantMs) / DAY_MS);
  }

  #findNextDayMs(instantMs: number): number {
    const day = this.localDay(instantMs);
    let fromMs = instantMs;
    for (;;) {
      const offsetMs = this.#readOffsetMs(fromMs);
      const midnightMs = (day + 1) * DAY_MS - offsetMs;
      if (this.#readOffsetMs(midnightMs) === offsetMs) return midnightMs;
      // The clocks change before that midnight, or in its stead: look again from the change.
      fromMs = this.#offsetChangeMs(fromMs, midnightMs);
      if (this.localDay(fromMs) !== day) return fromMs;
    }
  }

  /** The first instant with another offset than `fromMs` has; by `toMs` it is another. */
  #offsetChangeMs(fromMs: number, toMs: number): number {
    const offsetMs = this.#readOffsetMs(fromMs);
    let beforeMs = fromMs;
    let afterMs = toMs;
    while (afterMs - beforeMs > 1) {
      const middleMs = Math.floor((beforeMs + afterMs) / 2);
      if (this.#readOffsetMs(middleMs) === offsetMs) beforeMs = middleMs;
      else afterMs = middleMs;
    }
    return afterMs;
  }

  /** East of Greenwich is positive. Before standard time offsets have seconds: `GMT+00:09:21` for Paris. */
  #readOffsetMs(instantMs: number): number {
    const offset = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(this.#format.format(instantMs));
    if (offset === null) return 0;
    const [, sign, hours, minutes, seconds = "0"] = offset;
    const offsetMs = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
    return sign === "-" ? -offsetMs : offsetMs;
  }
}

/** With room for every zone there is: a clock that is made anew each time costs far more than it holds. */
const clockOf = remembered(600, (timeZone: string) => new ZoneClock(timeZone));

/**
 * The clock of a time zone; made once, because the formatter in it costs far more to make than to ask.
 *
 * @throws {GatewayError} TIME_ZONE_INVALID
 */
export const zoneClock: (timeZone: string) => ZoneClock = remembered(256, (timeZone) =>
  clockOf(canonicalTimeZone(timeZone)),
);
