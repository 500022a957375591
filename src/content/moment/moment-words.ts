import { checkLocale, uiLanguage } from "../locale.ts";
import { remembered } from "../remembered.ts";

/** How one locale writes the parts of a label. Dates are wall-clock dates: read their UTC parts. */
export interface MomentWords {
  /** Yesterday, today and tomorrow, by their distance from today: -1, 0 and 1. */
  readonly days: ReadonlyMap<number, string>;
  date(wall: Date): string;
  time(wall: Date): string;
}

/**
 * The words of a locale. French, German, Spanish and English have 24-hour times and dates by the newsroom's norm,
 * but for en-US, which has its own; any other locale, those of its own calendar and digits. A language the
 * runtime does not know reads English.
 *
 * @throws {GatewayError} LOCALE_INVALID
 */
export const momentWords: (locale: string) => MomentWords = remembered(64, (locale) => {
  const tag = houseTag(checkLocale(locale));
  const language = uiLanguage(tag);
  const hasHouseTime = tag !== "en-US" && new Intl.Locale(tag).language === language;
  const dateFormat = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  const timeFormat = new Intl.DateTimeFormat(tag, { timeStyle: "short", timeZone: "UTC" });
  return {
    days: dayWords(tag),
    date: (wall) => {
      const date = dateFormat.format(wall);
      // French says « 1er », which the locale data leaves out.
      return language === "fr" ? date.replace(/^1 /, "1er ") : date;
    },
    // The space before AM is a narrow no-break one in some releases of the locale data: always an ordinary one here.
    time: hasHouseTime ? time24 : (wall) => timeFormat.format(wall).replace("\u202F", " "),
  };
});

/** The tag to ask Intl for. Without it a language it does not know would be that of the machine. */
function houseTag(locale: string): string {
  if (Intl.DateTimeFormat.supportedLocalesOf(locale).length === 0) return "en-GB";
  const { language, region } = new Intl.Locale(locale);
  if (language === "en") return region === "US" ? "en-US" : "en-GB";
  if (uiLanguage(locale) !== language) return locale;
  return region === undefined ? language : `${language}-${region}`;
}

function dayWords(tag: string): ReadonlyMap<number, string> {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  return new Map([-1, 0, 1].map((distance) => [distance, asLabel(format.format(distance, "day"), tag)]));
}

/** House style: a capital first, and the straight apostrophe (U+0027) in « Aujourd'hui », as the pages print it. */
function asLabel(word: string, tag: string): string {
  return word.replace(/^./u, (first) => first.toLocaleUpperCase(tag)).replaceAll("\u2019", "'");
}

function time24(wall: Date): string {
  return `${twoDigits(wall.getUTCHours())}:${twoDigits(wall.getUTCMinutes())}`;
}

const twoDigits = (number: number) => String(number).padStart(2, "0");
