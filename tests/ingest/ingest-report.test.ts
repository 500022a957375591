import { describe, expect, test } from "vitest";
import {
  addNotes,
  addRefused,
  addSaved,
  addUnreadable,
  emptyReport,
  exitCodeOf,
  MAX_LISTED,
} from "../../src/ingest/ingest-report.ts";
import { reportText } from "../../src/ingest/report-text.ts";

const place = (item: number) => ({ source: "news.json", item });

describe("IngestReport", () => {
  test("lists are bounded, counts are not", () => {
    const report = emptyReport();
    for (let item = 1; item <= MAX_LISTED + 5; item++) {
      addRefused(report, place(item), [{ path: "/uri", reason: "is missing" }]);
      addNotes(report, place(item), ["one", "two"]);
    }

    expect(report).toMatchObject({ items: 1_005, rejected: 1_005, problemCount: 1_005, noteCount: 2_010 });
    expect(report.problems).toHaveLength(MAX_LISTED);
    expect(report.notes).toHaveLength(MAX_LISTED);
    expect(
      reportText(report)
        .split("\n")
        .filter((line) => line.includes("more")),
    ).toEqual([
      "  … and 5 more",
      "  news.json item 1 and 499 more: one",
      "  news.json item 1 and 499 more: two",
      "  … and 1010 more",
    ]);
  });

  test("the text names place, path and reason, and nothing in it steers a terminal", () => {
    const report = { ...emptyReport(), sources: 2, durationMs: 2_000 };
    addRefused(report, place(3), [{ path: "/headlines/0", reason: "must be text\u001B[2J\nOK" }]);
    addSaved(report, place(4), { uri: "a", id: 1, outcome: "CREATED", notes: [] });
    addSaved(report, place(5), { uri: "b", id: null, outcome: "REJECTED", reason: "too long", notes: [] });
    addUnreadable(report, "page.html", "it is empty");

    expect(reportText(report)).toBe(
      [
        "Problems:",
        "  news.json item 3 /headlines/0: must be text [2J OK",
        "  news.json item 5: too long",
        "  page.html: it is empty",
        "",
        "3 item(s): 1 created, 0 updated, 0 unchanged, 0 stale, 2 rejected; 1 input(s) could not be read (2.0 s, 2 a second).",
      ].join("\n"),
    );
  });

  test.each([
    { items: 3, rejected: 0, unreadable: 0, code: 0 },
    { items: 3, rejected: 1, unreadable: 0, code: 1 },
    { items: 3, rejected: 0, unreadable: 1, code: 1 },
    { items: 0, rejected: 0, unreadable: 1, code: 2 },
    { items: 0, rejected: 0, unreadable: 0, code: 0 },
  ])("$items items, $rejected rejected, $unreadable unreadable: exit code $code", ({ code, ...counts }) => {
    expect(exitCodeOf({ ...emptyReport(), ...counts })).toBe(code);
  });
});
