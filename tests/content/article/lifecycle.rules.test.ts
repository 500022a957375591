import { describe, expect, test } from "vitest";
import {
  ARTICLE_STATUSES,
  type LifecycleStep,
  refusalOf,
  statusAt,
  visibleFrom,
} from "../../../src/content/article/lifecycle.rules.ts";

const NOON = "2026-11-22T12:00:00.000Z";
const BEFORE = "2026-11-22T11:59:59.999Z";
const AFTER = "2026-11-22T12:00:00.001Z";

describe("statusAt", () => {
  test.each([
    ["DRAFT", null, null, "DRAFT"],
    ["DRAFT", BEFORE, null, "DRAFT"],
    ["PUBLISHED", null, null, "DRAFT"],
    ["PUBLISHED", null, BEFORE, "DRAFT"],
    ["PUBLISHED", BEFORE, null, "PUBLISHED"],
    ["PUBLISHED", NOON, null, "PUBLISHED"],
    ["PUBLISHED", AFTER, null, "SCHEDULED"],
    ["PUBLISHED", BEFORE, NOON, "PUBLISHED"],
    ["PUBLISHED", BEFORE, AFTER, "SCHEDULED"],
    ["PUBLISHED", AFTER, BEFORE, "SCHEDULED"],
    ["WITHDRAWN", BEFORE, null, "WITHDRAWN"],
    ["WITHDRAWN", AFTER, null, "WITHDRAWN"],
  ] as const)(
    "%s, published %s, embargoed until %s is %s at noon",
    (...[status, publishedAt, embargoedUntil, expected]) => {
      expect(statusAt({ status, publishedAt, embargoedUntil }, NOON)).toBe(expected);
    },
  );
});

describe("visibleFrom", () => {
  test.each([
    ["DRAFT", NOON, null, null],
    ["WITHDRAWN", NOON, null, null],
    ["PUBLISHED", null, NOON, null],
    ["PUBLISHED", NOON, null, NOON],
    ["PUBLISHED", NOON, AFTER, AFTER],
    ["PUBLISHED", NOON, BEFORE, NOON],
  ] as const)("%s, published %s, embargoed until %s: %s", (...[status, publishedAt, embargoedUntil, expected]) => {
    expect(visibleFrom({ status, publishedAt, embargoedUntil })).toBe(expected);
  });
});

describe("refusalOf", () => {
  test.each([
    ["update", [null, null, null, "WITHDRAWN"]],
    ["publish", [null, null, "ALREADY_PUBLISHED", "WITHDRAWN"]],
    ["unpublish", ["NOT_PUBLISHED", null, null, "WITHDRAWN"]],
    ["correct", ["NOT_PUBLISHED", "NOT_PUBLISHED", null, "WITHDRAWN"]],
    ["withdraw", [null, null, null, "WITHDRAWN"]],
  ] satisfies [LifecycleStep, (string | null)[]][])(
    "%s of a draft, scheduled, published, withdrawn story: %j",
    (step, expected) => {
      expect(ARTICLE_STATUSES.map((status) => refusalOf(step, status)?.code ?? null)).toEqual(expected);
    },
  );

  test("what nobody saw is not withdrawn", () => {
    expect(refusalOf("withdraw", "DRAFT", false)?.code).toBe("NEVER_PUBLISHED");
    expect(refusalOf("withdraw", "WITHDRAWN", false)?.code).toBe("WITHDRAWN");
    expect(refusalOf("update", "DRAFT", false)).toBeUndefined();
  });
});
