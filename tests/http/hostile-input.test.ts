import { type GraphQLInputType, getNamedType, isScalarType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SCOPES, type Viewer } from "../../src/content/viewer.ts";
import { ERROR_CODES } from "../../src/errors.ts";
import { createSchema } from "../../src/graphql/schema.ts";
import { richNewsroom } from "../graphql/rich-newsroom.ts";
import { WIDEST_LIMITS } from "../support/document-rules.ts";
import { isList, type Place, placesIn } from "./hostile-arguments.ts";
import { startNewsroomServer } from "./newsroom-server.ts";

/** Of the wrong type, or too much of the right one; as JSON text, for not all of it can be made by JSON.stringify. */
const WRONG = [
  "null",
  "true",
  "1.5",
  "1e999",
  "2147483648",
  "-9223372036854775809",
  '"Article:1"',
  "{}",
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"hasOwnProperty":1}',
  "[[[[[[[[[[null]]]]]]]]]]",
  "[null,1,true]",
];
const NUMBERS = ["null", "-1", "0", "101", "-2147483648", "2147483647"];
const LISTS = [
  "null",
  "[]",
  `[${Array.from({ length: 101 }, () => '"Article:1"').join(",")}]`,
  `[${Array.from({ length: 1_000 }, (_, index) => `"Section:${index}"`).join(",")}]`,
];

const TEXTS = [
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"Article:\\udfff"',
  '"%"',
  '"_%\\\\_\\\\"',
  '"\' or 1=1; drop table articles --"',
  '"$1 ${x} {{x}} <script>"',
  '"__proto__"',
  '"constructor"',
  '"9223372036854775808"',
  '"Article:9223372036854775808"',
  '"Article:99999999999999999999999999"',
  '"Article:2147483648"',
  '"Article:-1"',
  '"Article:01"',
  '"Article:1.0"',
  '"Article:NaN"',
  '"Article:"',
  '":"',
  '"Section:1"',
  '"__proto__:1"',
  '"TooMuch:1"',
  '"eyJ"',
  '"WyIyMDI2LTExLTIwVDAwOjAwOjAwLjAwMFoiLDFd"',
  '"////"',
  '"2026-02-30T00:00:00Z"',
  '"0000-01-01T00:00:00Z"',
  '"+275760-09-13T00:00:00.001Z"',
  '"infinity"',
  '"\\u202e\\ufeff\\uffff"',
  JSON.stringify("é".repeat(5_000)),
  JSON.stringify("a ".repeat(5_000)),
  JSON.stringify("(".repeat(3_000)),
  JSON.stringify("<b>".repeat(3_000)),
];

/** Values that are not refused by their type alone: what becomes of them is the field's own doing. */
function temptationsFor(type: GraphQLInputType): readonly string[] {
  const { name } = getNamedType(type);
  const texts = isList(type) ? TEXTS.map((text) => `[${text}]`) : TEXTS;
  if (!isScalarType(getNamedType(type)) || name === "Boolean") return ["null"];
  return [...(name === "Int" || name === "Float" ? NUMBERS : texts), ...(isList(type) ? LISTS : [])];
}

const ADMIN: Viewer = { kind: "API_KEY", keyId: 1, name: "Desk", scopes: SCOPES, licensedSections: null };

const GIVEN_AWAY =
  /\bselect\b|\binsert\b|\bpostgres|pglite|mikro|kysely|node_modules|\/src\/|\bTypeError\b|\bat \w+ \(/i;

let server: Awaited<ReturnType<typeof startNewsroomServer>>;
beforeAll(async () => {
  server = await startNewsroomServer(
    {},
    { rules: { limits: { ...WIDEST_LIMITS, maxErrors: 100, maxMessageLength: 300 } }, viewer: ADMIN },
  );
  await server.newsroom.save(...richNewsroom());
});
afterAll(() => server[Symbol.asyncDispose]());

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions: { code: string } }[];
}

/** What is wrong with the answer; nothing when it is one, or refuses with a code and says why. */
async function complaintsOf(body: string): Promise<string[]> {
  return (await judged(body)).complaints;
}

async function judged(body: string): Promise<{ isRun: boolean; complaints: string[] }> {
  const response = await server.post(body);
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Answer;
  const isSound =
    response.status < 500 &&
    errors.length <= 100 &&
    errors.every(
      ({ message, extensions: { code } }) =>
        Object.hasOwn(ERROR_CODES, code) && code !== "INTERNAL" && message.length <= 300 && !GIVEN_AWAY.test(message),
    );
  const complaint = `${body.slice(0, 300)} → ${response.status} ${text.slice(0, 500)}`;
  return { isRun: data !== undefined, complaints: isSound ? [] : [complaint] };
}

/** As many values as a request may hold at once; those of a request that is refused whole, each by itself. */
async function complaintsAbout(place: Place, values: readonly string[]): Promise<string[]> {
  if (values.length > 10) {
    return [
      ...(await complaintsAbout(place, values.slice(0, 10))),
      ...(await complaintsAbout(place, values.slice(10))),
    ];
  }
  const { isRun, complaints } = await judged(place.requestOf(values));
  if (isRun || values.length < 2) return complaints;
  return (await Promise.all(values.map((value) => complaintsOf(place.requestOf([value]))))).flat();
}

const PLACES = placesIn(await createSchema());
const PLACE_BY_TYPE = new Map(PLACES.map((place) => [String(place.type), place]));

describe("hostile values are answered, or refused with a code", () => {
  test.each(PLACES.map((place) => [place.name, place] as const))("%s", async (_name, place) => {
    expect(await complaintsAbout(place, temptationsFor(place.type))).toStrictEqual([]);
    expect(server.newsroom.faults.splice(0)).toStrictEqual([]);
  });

  test.each([...PLACE_BY_TYPE])("%s of the wrong type", async (_type, place) => {
    const complaints = await Promise.all(WRONG.map((value) => complaintsOf(place.requestOf([value]))));

    expect(complaints.flat()).toStrictEqual([]);
    expect(server.newsroom.faults.splice(0)).toStrictEqual([]);
  });
});
