import { uiLanguage } from "../locale.ts";
import { remembered, rememberedHeavy } from "../remembered.ts";
import { type LabelLocale, labelLocale } from "./label-locale.ts";

/** How one locale writes the parts of a label. Dates are wall-clock dates: read their UTC parts. */
export interface MomentWords {
  /** Yesterday, today and tomorrow, by their distance from today: -1, 0 and 1. */
  readonly days: ReadonlyMap<number, string>;
  date(wall: Date): string;
  time(wall: Date): string;
}

/** Under which key the words of a locale are kept: many locales have the same ones. */
const keyOf = remembered(256, (locale: string) => {
  const asked = labelLocale(locale);
  return {
    key: JSON.stringify(asked),
    isPlain: Object.values(asked).every((part) => part === undefined || part === asked.tag),
  };
});
const readByKey = (key: string) => readWords(JSON.parse(key) as LabelLocale);
/** With room for every locale there is, so that no flood of others drives them out. */
const plainWords = remembered(800, readByKey);
const otherWords = rememberedHeavy(64, readByKey);

/**
 * The words of a locale. French, German, Spanish and English have 24-hour times and dates by the newsroom's norm,
 * but for en-US, which has its own; any other locale, those of its own calendar and digits, or of others in use there that
 * its tag names. A language the runtime does not know reads English.
 *
 * @throws {GatewayError} LOCALE_INVALID
 */
export function momentWords(locale: string): MomentWords {
  const { key, isPlain } = keyOf(locale);
  return isPlain ? plainWords(key) : otherWords(key);
}

function readWords({ tag, calendar, hourCycle, digits }: LabelLocale): MomentWords {
  const language = uiLanguage(tag);
  const hasHouseTime = tag !== "en-US" && new Intl.Locale(tag).language === language;
  const options = { calendar, numberingSystem: digits && "latn", timeZone: "UTC" };
  const dateFormat = new Intl.DateTimeFormat(tag, { ...options, dateStyle: "long" });
  const timeStyle: Intl.DateTimeFormatOptions = hourCycle
    ? { hour: "numeric", minute: "numeric", hourCycle }
    : { timeStyle: "short" };
  const timeFormat = hasHouseTime ? undefined : new Intl.DateTimeFormat(tag, { ...options, ...timeStyle });
  const inDigits = (text: string) => (digits ? text.replaceAll(/\d/g, (digit) => digits[Number(digit)] ?? "") : text);
  return {
    days: new Map([...dayWords(tag, digits !== undefined)].map(([distance, word]) => [distance, inDigits(word)])),
    date: (wall) => {
      const date = inDigits(dateFormat.format(wall));
      // French says « 1er », which the locale data leaves out.
      return language === "fr" ? date.replace(/^1 /, "1er ") : date;
    },
    // The space before AM is a narrow no-break one in some releases of the locale data: always an ordinary one here.
    time: timeFormat ? (wall) => inDigits(timeFormat.format(wall)).replace("\u202F", " ") : time24,
  };
}

function dayWords(tag: string, isInLatin: boolean): Map<number, string> {
  const format = new Intl.RelativeTimeFormat(isInLatin ? `${tag}-u-nu-latn` : tag, { numeric: "auto" });
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
