import { getNamedType, isEnumType, isScalarType } from "graphql";
import { isList, type Place } from "./hostile-arguments.ts";

const ZONES = Intl.supportedValuesOf("timeZone");
const REGIONS = Array.from({ length: 676 }, (_, at) => String.fromCharCode(65 + (at % 26), 65 + Math.floor(at / 26)));

/** Well-formed values of each scalar, no two alike. */
const VALUES: Readonly<Record<string, (at: number) => unknown>> = {
  DateTime: (at) => new Date(Date.UTC(2020, 0, 1) + at * 86_413_331).toISOString(),
  Float: (at) => at / 7,
  ID: (at) => `Article:${at}`,
  Int: (at) => at % 101,
  Locale: (at) => `fr-${REGIONS[at % REGIONS.length]}-x-${at}`,
};

/** Names of arguments that say what a text has to be. */
const TEXTS: Readonly<Record<string, (at: number) => unknown>> = {
  timeZone: (at) => inSomeCase(ZONES[at % ZONES.length] ?? "UTC", at),
  languages: (at) => `fr-x-${at}`,
  language: (at) => `fr-x-${at}`,
  since: (at) => Buffer.from(`token ${at}`).toString("base64url"),
  after: (at) => Buffer.from(JSON.stringify([`digest${at}`, "2026-11-20T00:00:00.000Z", at])).toString("base64url"),
};

const inSomeCase = (text: string, at: number) =>
  Array.from(text, (letter, index) => ((at >> (index % 12)) & 1 ? letter.toUpperCase() : letter.toLowerCase())).join(
    "",
  );

/**
 * The `at`-th value of a place as JSON; of types that have only so many, one of these.
 *
 * @param place whose name ends with that of the argument or field
 */
export function distinctValue({ name: path, type }: Pick<Place, "name" | "type">, at: number): string {
  const named = getNamedType(type);
  const name = /(\w+)\)?$/.exec(path)?.[1] ?? "";
  const value = isEnumType(named)
    ? named.getValues()[at % named.getValues().length]?.name
    : named.name === "Boolean"
      ? at % 2 === 0
      : isScalarType(named)
        ? (VALUES[named.name] ?? TEXTS[name] ?? textOf)(at)
        : null;
  return JSON.stringify(isList(type) && value !== null ? [value] : value);
}

/** Long, so that a few hundred of them weigh something where they are kept. */
const textOf = (at: number) => `monde/${at}/${"x".repeat(8_000)}`;
