import type { SavedArticle } from "../content/article/article.commands.ts";
import type { ItemProblem } from "./formats/format.ts";

/** Where something stands: a file's name or "stdin", and the number of the item in it, from 1; null for the whole input. */
export interface ItemPlace {
  source: string;
  item: number | null;
}

/** What was wrong with an item: why it was rejected, or all of it but its hold. `path` is a JSON pointer into the item; "" is the item itself. */
export interface IngestProblem extends ItemPlace {
  path: string;
  reason: string;
}

/** What was inferred or not kept of an item, or that it is older than ours. */
export interface IngestNote extends ItemPlace {
  note: string;
}

/** The outcome of one run, as `--json` prints it. Lists hold the first MAX_LISTED, counts are of all. */
export interface IngestReport {
  /** Items met, whatever became of them. */
  items: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Older than what we have; not written. */
  stale: number;
  rejected: number;
  sources: number;
  /** Sources, or what remained of them, that could not be read. */
  unreadable: number;
  durationMs: number;
  problems: IngestProblem[];
  problemCount: number;
  notes: IngestNote[];
  noteCount: number;
}

/** Keeps the report of a million bad items as small as that of a few. */
export const MAX_LISTED = 1_000;

export const emptyReport = (): IngestReport => ({
  items: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  stale: 0,
  rejected: 0,
  sources: 0,
  unreadable: 0,
  durationMs: 0,
  problems: [],
  problemCount: 0,
  notes: [],
  noteCount: 0,
});

/** Adds an item that the parser refused. */
export function addRefused(report: IngestReport, place: ItemPlace, problems: readonly ItemProblem[]): void {
  report.items++;
  report.rejected++;
  addProblems(report, place, problems);
}

/** Adds what was wrong with an item; for one that the database had something of, beside `addSaved`. */
export function addProblems(report: IngestReport, place: ItemPlace, problems: readonly ItemProblem[]): void {
  for (const { path, reason } of problems) addProblem(report, { ...place, path, reason });
}

/** Adds an item that went to the database. */
export function addSaved(report: IngestReport, place: ItemPlace, saved: SavedArticle): void {
  report.items++;
  addNotes(report, place, saved.notes);
  switch (saved.outcome) {
    case "CREATED":
      report.created++;
      break;
    case "UPDATED":
      report.updated++;
      break;
    case "UNCHANGED":
      report.unchanged++;
      break;
    case "STALE":
      report.stale++;
      addNotes(report, place, [`${saved.uri} is older than the article we have: not written.`]);
      break;
    case "REJECTED":
      report.rejected++;
      addProblem(report, { ...place, path: "", reason: saved.reason });
  }
}

/** Adds a source that could not be read, or not to its end. */
export function addUnreadable(report: IngestReport, source: string, reason: string): void {
  report.unreadable++;
  addProblem(report, { source, item: null, path: "", reason });
}

export function addNotes(report: IngestReport, place: ItemPlace, notes: readonly string[]): void {
  report.noteCount += notes.length;
  for (const note of notes) if (report.notes.length < MAX_LISTED) report.notes.push({ ...place, note });
}

function addProblem(report: IngestReport, problem: IngestProblem): void {
  report.problemCount++;
  if (report.problems.length < MAX_LISTED) report.problems.push(problem);
}

/** 0: all is well; 1: something was faulty or rejected; 2: nothing could be read. */
export function exitCodeOf({ items, rejected, unreadable, problemCount }: IngestReport): 0 | 1 | 2 {
  if (unreadable > 0 && items === 0) return 2;
  return rejected > 0 || unreadable > 0 || problemCount > 0 ? 1 : 0;
}
