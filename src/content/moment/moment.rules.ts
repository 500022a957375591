import { momentWords } from "./moment-words.ts";
import { DAY_MS, zoneClock } from "./zone-clock.ts";

export interface MomentView {
  /** BCP 47. */
  locale: string;
  /** IANA. */
  timeZone: string;
  /** When the reader reads. */
  relativeTo: Date;
}

/**
 * An instant as a reader sees it: « Aujourd'hui · 02:04 », « Hier · 18:30 », « Demain · 09:00 », else its date,
 * « 22 novembre 2024 · 10:28 ». Today and its neighbours are days of the calendar in the time zone, not spans of
 * 24 hours: the neighbour of a date is the next date, even where a zone has skipped one.
 *
 * @throws {GatewayError} LOCALE_INVALID, TIME_ZONE_INVALID
 */
export function momentLabel(instant: Date, { locale, timeZone, relativeTo }: MomentView): string {
  const clock = zoneClock(timeZone);
  const words = momentWords(locale);
  const wall = new Date(clock.wallMs(instant.getTime()));
  const distance = clock.localDay(instant.getTime()) - clock.localDay(relativeTo.getTime());
  return `${words.days.get(distance) ?? words.date(wall)} · ${words.time(wall)}`;
}

/**
 * The first instant after `relativeTo` at which the label changes, in every locale alike: a local midnight or,
 * where the clocks skip it, the first instant of the day. Null for what is older than yesterday: its label stays.
 *
 * @throws {GatewayError} TIME_ZONE_INVALID
 */
export function momentLabelExpiresAt(
  instant: Date,
  { timeZone, relativeTo }: Pick<MomentView, "timeZone" | "relativeTo">,
): Date | null {
  const clock = zoneClock(timeZone);
  const instantDay = clock.localDay(instant.getTime());
  const namedDay = (atMs: number) => {
    const distance = instantDay - clock.localDay(atMs);
    return Math.abs(distance) <= 1 ? distance : "date";
  };
  if (instantDay - clock.localDay(relativeTo.getTime()) < -1) return null;
  const current = namedDay(relativeTo.getTime());
  // Up to four days before, whatever the zone does to its calendar, the label is a date.
  let changeMs = Math.max(relativeTo.getTime(), instant.getTime() - 4 * DAY_MS);
  do changeMs = clock.nextDayMs(changeMs);
  while (namedDay(changeMs) === current);
  return new Date(changeMs);
}
