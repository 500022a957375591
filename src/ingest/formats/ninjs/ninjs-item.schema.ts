import { z } from "zod";
import { MAX_COUNT, MAX_LENGTH } from "../limits.ts";

const line = (maxLength: number) => z.string().max(maxLength);
const optional = {
  name: line(MAX_LENGTH.name).optional(),
  uri: line(MAX_LENGTH.uri).optional(),
  rights: line(MAX_LENGTH.rights).optional(),
};

/** RFC 3339, section 5.6: a date, a time with seconds and an offset. The year 0 is none PostgreSQL knows. */
const instant = z
  .string()
  .regex(/^(?!0000)\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/, {
    error: "must be an RFC 3339 date and time",
    abort: true,
  })
  .refine((text) => isOnTheCalendar(text), "must be a date and time that exists")
  .transform((text) => new Date(text.toUpperCase().replace(" ", "T")));

/** February 30 is no date, although JavaScript makes a day of March of it. */
function isOnTheCalendar(text: string): boolean {
  const utc = new Date(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`);
  const isDate = !Number.isNaN(utc.getTime()) && utc.getUTCDate() === Number(text.slice(8, 10));
  return isDate && !Number.isNaN(Date.parse(text.toUpperCase().replace(" ", "T")));
}

const textWithin = (maxLength: number) =>
  z
    .array(z.object({ role: optional.name, contentType: optional.name, value: line(maxLength) }))
    .max(MAX_COUNT.texts)
    .default([]);

const entities = z
  .array(
    z.object({
      name: optional.name,
      rel: optional.name,
      uri: optional.uri,
      literal: line(MAX_LENGTH.headline).optional(),
      relevance: z.number().min(0).max(100).optional(),
    }),
  )
  .max(MAX_COUNT.entities)
  .default([]);

const pixels = z.number().positive().max(1_000_000).transform(Math.round).optional();
const rendition = z.object({
  name: optional.name,
  href: optional.uri,
  contentType: optional.name,
  width: pixels,
  height: pixels,
});

/** What items and their associations have in common. */
const story = {
  uri: z.string().trim().min(1).max(MAX_LENGTH.uri),
  type: optional.name,
  title: line(MAX_LENGTH.headline).optional(),
  slugline: line(MAX_LENGTH.headline).optional(),
  by: line(MAX_LENGTH.byline).optional(),
  language: line(MAX_LENGTH.language).optional(),
  representationType: optional.name,
  firstCreated: instant.optional(),
  versionCreated: instant.optional(),
  contentCreated: instant.optional(),
  copyrightHolder: optional.rights,
  headlines: textWithin(MAX_LENGTH.headline),
  descriptions: textWithin(MAX_LENGTH.caption),
  altIds: z
    .array(z.object({ role: optional.name, value: z.unknown().optional() }))
    .max(MAX_COUNT.texts)
    .default([]),
  renditions: z.array(rendition).max(MAX_COUNT.renditions).default([]),
};

export const associationSchema = z.object({
  ...story,
  name: optional.name,
  rel: optional.name,
  pubStatus: z.unknown().optional(),
  embargoedUntil: instant.optional(),
});

/** A ninjs 3.x item as far as Kiosque reads it; what it does not read may be anything. */
export const ninjsItemSchema = z.object({
  ...story,
  profile: optional.name,
  version: z.unknown().optional(),
  pubStatus: optional.name,
  urgency: z.int().min(1).max(9).optional(),
  located: optional.name,
  embargoedUntil: instant.optional(),
  copyrightNotice: optional.rights,
  usageTerms: optional.rights,
  bodies: textWithin(MAX_LENGTH.body),
  people: entities,
  organisations: entities,
  places: entities,
  events: entities,
  subjects: entities,
  associations: z.array(associationSchema).max(MAX_COUNT.associations).default([]),
});

export type NinjsItem = z.infer<typeof ninjsItemSchema>;
export type NinjsAssociation = z.infer<typeof associationSchema>;
export type NinjsText = NinjsItem["headlines"][number];
export type NinjsEntity = NinjsItem["subjects"][number];
