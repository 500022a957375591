import { buildSchema, printSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSchema } from "../../../src/graphql/schema.ts";
import { argumentValues } from "./argument-values.ts";
import { type BlindNewsroom, startBlindNewsroom } from "./blind-newsroom.ts";
import { BLIND_KINDS } from "./blind-spots.ts";
import { documentPaths } from "./document-paths.ts";
import { filtersOf, followed } from "./filtered.ts";
import { answers, containing, DESK, differences, documents, partnerOf, READER, type Seen } from "./seen.ts";
import { walks } from "./walks.ts";
import { type Way, waysThrough } from "./ways.ts";

/*
 * As leak.test.ts, of twins that differ in more: hidden stories share pictures, people, tags and words with what readers
 * see, are pointed at in one twin only, come without leave, were scheduled and were not, and are many.
 */

const PATIENCE = 300_000;

let told: BlindNewsroom;
/** For who may read everything that is published. */
let untold: BlindNewsroom;
/** For who has no licence for `world`: a body there says something else. */
let unread: BlindNewsroom;
let ways: Way[];
let paged: Way[];
let paths: string[];
let partner: Seen;

beforeAll(async () => {
  told = await startBlindNewsroom({ hides: true, unlicensed: "secretunlicensedbody" });
  untold = await startBlindNewsroom({ hides: false, unlicensed: "secretunlicensedbody" });
  unread = await startBlindNewsroom({ hides: false, unlicensed: "another" });
  const schema = buildSchema(printSchema(await createSchema()));
  const values = await argumentValues(told, [...BLIND_KINDS, "unlicensed"]);
  ways = waysThrough(schema, values);
  paged = waysThrough(schema, values, { isOneFirst: true }).filter(
    ({ page, name }) => page !== undefined && !name.includes("(filter: "),
  );
  paths = await documentPaths(told);
  partner = partnerOf(await told.sectionOf("sport"));
}, PATIENCE);
afterAll(() => Promise.all([told, untold, unread].map((newsroom) => newsroom[Symbol.asyncDispose]())));

const VIEWERS: [name: string, seen: () => Seen, twin: () => BlindNewsroom][] = [
  ["a key for all sections", () => READER, () => untold],
  ["a key for another section", () => partner, () => unread],
];

describe("As if nothing were hidden", () => {
  test.each(VIEWERS)(
    "%s is answered",
    async (_name, seen, twin) => {
      expect(differences(await answers(told, ways, seen()), await answers(twin(), ways, seen()))).toEqual([]);
    },
    PATIENCE,
  );

  test.each(VIEWERS)(
    "%s finds documents",
    async (_name, seen, twin) => {
      expect(differences(await documents(told, paths, seen()), await documents(twin(), paths, seen()))).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "cursors lead from place to place",
    async () => {
      expect(differences(await walks(told, paged, READER), await walks(untold, paged, READER))).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "followers are told, with every filter and from everywhere on",
    async () => {
      const filters = await filtersOf(told);
      const found = await followed(told, filters);

      expect(differences(found, await followed(untold, filters))).toEqual([]);
      const telling = filters.filter((filter) => found.get(`${JSON.stringify(filter)} since 0`)?.includes("Article:"));
      expect(telling).toEqual(
        expect.arrayContaining([
          {},
          { kinds: ["PUBLISHED"] },
          { kinds: ["UPDATED"] },
          { languages: ["nl"] },
          ...filters.filter((filter) => "sections" in filter),
        ]),
      );
    },
    PATIENCE,
  );
});

describe("The desk", () => {
  test(
    "meets every one of the hidden stories: a comparison that missed a leak would miss this",
    async () => {
      const found = await answers(told, ways, DESK);
      const unmet = BLIND_KINDS.filter((kind) => containing(found, new RegExp(`secret${kind}headline`)).length === 0);

      expect(unmet).toEqual([]);
    },
    PATIENCE,
  );
});
