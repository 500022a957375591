import { Cancellation } from "../../../src/cancellation.ts";
import { expect } from "vitest";
import type { View } from "../../../src/content/reading/viewing.ts";
import type { Viewer } from "../../../src/content/viewer.ts";
import { tokensMasked } from "../../support/tokens-masked.ts";
import type { LeakyNewsroom } from "./leaky-newsroom.ts";
import type { Way } from "./ways.ts";

/** Who asks, and how they look. */
export interface Seen {
  readonly viewer: Viewer;
  readonly view: View;
}

const holder: Viewer = { kind: "API_KEY", keyId: 1, name: "Holder", scopes: ["content:read"], licensedSections: null };

/** May read all bodies. */
export const READER: Seen = { viewer: holder, view: "PUBLIC" };

export const DESK: Seen = { viewer: { ...holder, scopes: ["content:read", "content:desk"] }, view: "DESK" };

/** May read the bodies of one section. */
export const partnerOf = (sectionId: number): Seen => ({
  viewer: { ...holder, licensedSections: [sectionId] },
  view: "PUBLIC",
});

/** What a place is, by its name. */
export type Answers = ReadonlyMap<string, string>;

export async function answers(
  newsroom: Pick<LeakyNewsroom, "query">,
  ways: readonly Way[],
  seen: Seen,
): Promise<Answers> {
  const found = new Map<string, string>();
  for (const { name, operation } of ways) {
    const { data, errors } = await newsroom.query(operation, undefined, seen);
    expect(errors, operation).toBeUndefined();
    found.set(name, tokensMasked(JSON.stringify(data)));
  }
  return found;
}

/** The documents at these paths, with the time of change that goes with them. */
export async function documents(newsroom: LeakyNewsroom, paths: readonly string[], seen: Seen): Promise<Answers> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const { found: document, changedAt } = await newsroom.documents.find(path, {
      ...seen,
      cancellation: new Cancellation(),
    });
    found.set(path, JSON.stringify({ document, changedAt }));
  }
  return found;
}

/** What a server sends at these paths: status, headers and body. Times of sending and names of requests differ always. */
export async function responses(
  origin: string,
  paths: readonly string[],
  headers: Record<string, string>,
): Promise<Answers> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const response = await fetch(origin + path, { headers, redirect: "manual" });
    const told = [...response.headers].filter(([name]) => name !== "date" && name !== "x-request-id");
    found.set(path, JSON.stringify([response.status, told, await response.text()]));
  }
  return found;
}

/** Where what is asked of one newsroom is not what its twin says: `[name, one, other]`. */
export function differences(one: Answers, other: Answers): [name: string, one: string, other: string][] {
  return [...one].flatMap(([name, answer]): [string, string, string][] => {
    const twin = other.get(name) ?? "";
    return answer === twin ? [] : [[name, answer, twin]];
  });
}

/** The names of the answers in which a pattern is met. */
export const containing = (found: Answers, pattern: RegExp): string[] =>
  [...found].flatMap(([name, answer]) => (answer.search(pattern) >= 0 ? [name] : []));

/** The fields that lead to an article, but by none of their ways to one that a pattern knows. */
export function blindFields(ways: readonly Way[], found: Answers, pattern: RegExp): string[] {
  const seeing = new Set(containing(found, pattern));
  const sighted = new Set(ways.filter(({ name }) => seeing.has(name)).map(({ field }) => field));
  const leading = ways.filter(({ leadsToArticle }) => leadsToArticle).map(({ field }) => field);
  return [...new Set(leading)].filter((field) => !sighted.has(field));
}
