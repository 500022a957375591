import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

const RFC_3339 = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/i;

/** In: RFC 3339 with an offset. Out, and inside: the same in UTC with milliseconds. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: "DateTime",
  description: "An instant, RFC 3339; answers are in UTC with milliseconds.",
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: instant,
  parseLiteral: (node) => instant(textOf(node)),
});

export const Locale = text("Locale", "A language tag, BCP 47: « fr », « en-GB ».");
export const URLScalar = text("URL", "An absolute URL, or a path on this newsroom's own host.");
export const HTML = text("HTML", "Sanitised HTML: no scripts, handlers, styles or foreign schemes.");

/** A value of a foreign format, whole: its shape is that format's matter. Only ever an answer. */
export const JSONScalar = new GraphQLScalarType<unknown, unknown>({
  name: "JSON",
  description: "A JSON value, in the shape that its format gives it.",
  serialize: (value) => value,
});

function text(name: string, description: string) {
  const check = (value: unknown) => {
    if (typeof value !== "string") throw new GraphQLError(`${name} is a string.`);
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: check,
    parseLiteral: (node) => check(textOf(node)),
  });
}

function textOf(node: ValueNode): string | undefined {
  return node.kind === Kind.STRING ? node.value : undefined;
}

function instant(value: unknown): string {
  const given = typeof value === "string" && RFC_3339.test(value) ? value.toUpperCase() : "";
  const parsed = new Date(given);
  // Date takes 30 February for 2 March, and its years go beyond the four digits that RFC 3339 and PostgreSQL have in common.
  const day = given.slice(0, 10);
  const isOnCalendar = !Number.isNaN(parsed.getTime()) && new Date(day).toISOString().startsWith(day);
  if (!isOnCalendar || !/^(?!0000)\d{4}-/.test(parsed.toISOString())) {
    throw new GraphQLError("DateTime is an RFC 3339 instant with an offset, like 2024-11-24T07:30:00+01:00.");
  }
  return parsed.toISOString();
}
