import { checkLocale, uiLanguage } from "../locale.ts";
import { remembered } from "../remembered.ts";

/** What of a locale decides how a label reads. */
export interface LabelLocale {
  /** One that the locale data has, without extensions. */
  readonly tag: string;
  readonly calendar: string | undefined;
  readonly hourCycle: HourCycle | undefined;
  /** Nought to nine, where others than the locale's own are asked for. */
  readonly digits: readonly string[] | undefined;
}

const HOUR_CYCLES = ["h11", "h12", "h23", "h24"] as const;
type HourCycle = (typeof HOUR_CYCLES)[number];

const DIGITS = new Set(Intl.supportedValuesOf("numberingSystem"));

/**
 * The locale to ask Intl for. V8 keeps 40 kB of each tag and calendar it is asked for, for good: so it is asked for the
 * locales there are, in the calendars in use there, and for nothing else that clients write. Kiosque's own languages have
 * the newsroom's calendar and digits.
 *
 * @throws {GatewayError} LOCALE_INVALID
 */
export function labelLocale(locale: string): LabelLocale {
  const checked = checkLocale(locale);
  // Without it a language that Intl does not know would be that of the machine.
  if (Intl.DateTimeFormat.supportedLocalesOf(checked).length === 0) return plain("en-GB");
  const { language, region, baseName, calendar, hourCycle, numberingSystem } = new Intl.Locale(checked);
  if (language === "en") return plain(region === "US" ? "en-US" : "en-GB");
  if (uiLanguage(checked) === language) {
    return plain(known(region === undefined ? language : `${language}-${region}`));
  }
  const tag = known(baseName);
  return {
    tag,
    calendar: calendarsOf(tag).find((used) => used === calendar),
    hourCycle: HOUR_CYCLES.find((cycle) => cycle === hourCycle),
    digits: numberingSystem !== undefined && DIGITS.has(numberingSystem) ? digitsOf(numberingSystem) : undefined,
  };
}

const plain = (tag: string): LabelLocale => ({ tag, calendar: undefined, hourCycle: undefined, digits: undefined });

/** The nearest locale that there are words of. */
const known = remembered(512, (tag: string) => new Intl.RelativeTimeFormat(tag).resolvedOptions().locale);

/** TypeScript does not know this method yet. */
type Located = Intl.Locale & { getCalendars(): string[] };

const calendarsOf = (tag: string): string[] => ["gregory", ...(new Intl.Locale(tag) as Located).getCalendars()];

const digitsOf = (numberingSystem: string): string[] => {
  const format = new Intl.NumberFormat("en", { numberingSystem, useGrouping: false });
  return Array.from({ length: 10 }, (_, digit) => format.format(digit));
};
