import { type IngestNote, type IngestReport, type ItemPlace, MAX_LISTED } from "./ingest-report.ts";

/** The report for people: problems, notes, then the counts. */
export function reportText(report: IngestReport): string {
  return [
    ...section(
      "Problems",
      report.problems.map(({ path, reason, ...place }) => `${placeText(place)}${path && ` ${path}`}: ${reason}`),
      report.problemCount,
    ),
    ...section("Notes", noteLines(report.notes), report.noteCount),
    countsText(report),
  ].join("\n");
}

function section(title: string, lines: string[], count: number): string[] {
  if (count === 0) return [];
  const rest = count > MAX_LISTED ? [`  … and ${count - MAX_LISTED} more`] : [];
  return [`${title}:`, ...lines.map((line) => `  ${printable(line)}`), ...rest, ""];
}

/** What is said of many items is said once. */
function noteLines(notes: readonly IngestNote[]): string[] {
  const places = new Map<string, ItemPlace[]>();
  for (const { note, ...place } of notes) places.set(note, [...(places.get(note) ?? []), place]);
  return [...places].map(([note, [first, ...others]]) => {
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    return `${first ? placeText(first) : ""}${more}: ${note}`;
  });
}

const placeText = ({ source, item }: ItemPlace): string => (item === null ? source : `${source} item ${item}`);

function countsText({
  items,
  created,
  updated,
  unchanged,
  stale,
  rejected,
  unreadable,
  durationMs,
}: IngestReport): string {
  const counts = `${created} created, ${updated} updated, ${unchanged} unchanged, ${stale} stale, ${rejected} rejected`;
  const rate = durationMs > 0 ? `, ${Math.round((items * 1_000) / durationMs)} a second` : "";
  const unread = unreadable > 0 ? `; ${unreadable} input(s) could not be read` : "";
  return `${items} item(s): ${counts}${unread} (${(durationMs / 1_000).toFixed(1)} s${rate}).`;
}

/** Text from a file must not steer the terminal that shows it. */
function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, " ");
}
