import { Temporal } from "temporal-polyfill";

/** What a time on a page is relative to. */
export interface TimeFrame {
  /** When the page was published: its day is the « Aujourd'hui » of its text. */
  reference: Date;
  /** IANA name; the zone of a time that names no offset. */
  timeZone: string;
}

export interface ReadTime {
  at: Date;
  /** The text itself says which instant it is; otherwise the frame had to help. */
  isExact: boolean;
}

/** Days from the page's own; whole words in fr, en, de and es, without accents. */
const DAYS_AGO: [RegExp, number][] = [
  [/\b(?:aujourd'hui|today|heute|hoy)\b/, 0],
  [/\b(?:avant-hier|vorgestern|anteayer|antier)\b/, 2],
  [/\b(?:hier|yesterday|gestern|ayer)\b/, 1],
];
const MONTHS = monthNumbers(["fr", "en", "de", "es"]);
const ISO = /^(\d{4}-\d\d-\d\d)(?:[t ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(z|[+-]\d\d:?\d\d)?)?$/;

/**
 * A time as pages print it: ISO 8601 with or without offset, « Aujourd'hui · 02:04 », « Hier à 18h30 »,
 * « 22 novembre 2024 · 10:28 », "November 22, 2024, 10:28 pm", „Gestern, 18:30 Uhr", "22 de noviembre de 2024 · 10:28".
 * A date without a time is midnight; a time without a date is none. Undefined when the text is nothing of the kind.
 */
export function readTime(text: string, frame: TimeFrame): ReadTime | undefined {
  const plain = withoutAccents(text);
  try {
    return isoTime(plain, frame) ?? printedTime(plain, frame);
  } catch {
    // Temporal throws a RangeError for a date that is not on the calendar.
    return undefined;
  }
}

function isoTime(text: string, { timeZone }: TimeFrame): ReadTime | undefined {
  const [, date, time = "00:00", offset] = ISO.exec(text) ?? [];
  if (date === undefined) return undefined;
  if (offset === undefined)
    return { at: instant(Temporal.PlainDateTime.from(`${date}T${time}`), timeZone), isExact: false };
  return { at: new Date(Temporal.Instant.from(`${date}T${time}${offset}`).epochMilliseconds), isExact: true };
}

function printedTime(text: string, { reference, timeZone }: TimeFrame): ReadTime | undefined {
  const date = relativeDate(text, { reference, timeZone }) ?? printedDate(text);
  if (date === undefined) return undefined;
  return { at: instant(date.toPlainDateTime(clockTime(text)), timeZone), isExact: false };
}

function relativeDate(text: string, { reference, timeZone }: TimeFrame): Temporal.PlainDate | undefined {
  const days = DAYS_AGO.find(([word]) => word.test(text))?.[1];
  if (days === undefined) return undefined;
  const today = Temporal.Instant.fromEpochMilliseconds(reference.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  return today.subtract({ days });
}

/** Day, month and year in words; the order that is all figures (22/11/2024) differs between countries and is not read. */
function printedDate(text: string): Temporal.PlainDate | undefined {
  const [, day, name, year] =
    /\b(\d{1,2})(?:er|st|nd|rd|th|\.)?\s+(?:de\s+)?(\p{L}+)\.?,?\s+(?:de[l]?\s+)?(\d{4})\b/u.exec(text) ?? [];
  const [, usName, usDay, usYear] = /\b(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/u.exec(text) ?? [];
  const month = MONTHS.get(name ?? "") ?? MONTHS.get(usName ?? "");
  if (month === undefined) return undefined;
  const isDayFirst = MONTHS.has(name ?? "");
  return Temporal.PlainDate.from(
    { year: Number(isDayFirst ? year : usYear), month, day: Number(isDayFirst ? day : usDay) },
    { overflow: "reject" },
  );
}

/** 18:30, 18h30, 18 h 30, 6:30 pm, 18.30 Uhr; midnight when the text has none. */
function clockTime(text: string): Temporal.PlainTime {
  const [, hours, minutes, half] =
    /\b(\d{1,2})\s*(?::|h|\.(?=\d\d\s*uhr))\s*(\d\d)(?::\d\d)?\s*([ap])?\.?(?:m\b)?/.exec(text) ?? [];
  if (hours === undefined) return new Temporal.PlainTime();
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === "p" ? 12 : 0);
  return Temporal.PlainTime.from({ hour, minute: Number(minutes) }, { overflow: "reject" });
}

/** A clock that is put forward past the time makes it an hour later, one put back has it the first time. */
const instant = (dateTime: Temporal.PlainDateTime, timeZone: string) =>
  new Date(dateTime.toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds);

function withoutAccents(text: string): string {
  const plain = text
    .slice(0, 200)
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[’‘ʼ]/g, "'");
  return plain.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Long and short names of the months in these languages → 1 to 12. */
function monthNumbers(locales: string[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const locale of locales) {
    for (const style of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: style, timeZone: "UTC" });
      for (let month = 0; month < 12; month++) {
        const name = format.formatToParts(Date.UTC(2024, month)).find(({ type }) => type === "month")?.value ?? "";
        names.set(withoutAccents(name).replace(/\.$/, ""), month + 1);
      }
    }
  }
  return names;
}
