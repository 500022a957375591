import { GatewayError } from "../errors.ts";
import { remembered } from "./remembered.ts";

/** The languages Kiosque's own words are written in. */
export const UI_LANGUAGES = ["fr", "en", "de", "es"] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];

/** The length RFC 5646, section 4.4.1, has room made for; also the width of the language column. */
const MAX_LOCALE_LENGTH = 35;
const MAX_SHOWN_LENGTH = 50;

/**
 * The tag in its canonical BCP 47 form, `FR-fr` → `fr-FR`; at most 35 characters.
 *
 * @throws {GatewayError} LOCALE_INVALID
 */
export const checkLocale: (tag: string) => string = remembered(256, (tag) => {
  if (tag.length > MAX_LOCALE_LENGTH) throw localeInvalid(tag);
  const [canonical] = canonicalLocales(tag);
  if (canonical === undefined || canonical.length > MAX_LOCALE_LENGTH) throw localeInvalid(tag);
  return canonical;
});

/**
 * The name as it came, if the IANA time zone database has it (in any case, old names such as `Asia/Calcutta`
 * included). It is not replaced by its canonical name: ICU's differ from IANA's. Offsets (`+02:00`) are refused,
 * because they have no daylight-saving time.
 *
 * @throws {GatewayError} TIME_ZONE_INVALID
 */
export const checkTimeZone: (name: string) => string = remembered(256, (name) => {
  canonicalTimeZone(name);
  return name;
});

/**
 * The name by which the runtime knows the time zone: there are no more than some 450, in however many spellings.
 *
 * @throws {GatewayError} TIME_ZONE_INVALID
 */
export function canonicalTimeZone(name: string): string {
  if (!/^[a-z]/i.test(name)) throw timeZoneInvalid(name);
  try {
    return timeZoneOf(name.toLowerCase());
  } catch (cause) {
    throw timeZoneInvalid(name, cause);
  }
}

/** Old names included there are some 600. */
const timeZoneOf = remembered(
  1_000,
  (timeZone: string) => new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone,
);

/**
 * The language of ours to speak to a reader of this locale: its own where it is one of ours, else English.
 *
 * @throws {GatewayError} LOCALE_INVALID
 */
export const uiLanguage: (locale: string) => UiLanguage = remembered(256, (locale) => {
  const { language } = new Intl.Locale(checkLocale(locale));
  return UI_LANGUAGES.find((ours) => ours === language) ?? "en";
});

function canonicalLocales(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch (cause) {
    throw localeInvalid(tag, cause);
  }
}

const localeInvalid = (tag: string, cause?: unknown) =>
  new GatewayError("LOCALE_INVALID", `A locale is a BCP 47 tag such as "fr-CA", got ${shown(tag)}.`, { cause });

const timeZoneInvalid = (name: string, cause?: unknown) =>
  new GatewayError("TIME_ZONE_INVALID", `A time zone is a name such as "Asia/Seoul", got ${shown(name)}.`, { cause });

const shown = (value: string) => JSON.stringify(value.slice(0, MAX_SHOWN_LENGTH));
