/**
 * Cells of the first table under `## heading`, row by row, without the header row.
 *
 * @throws when the section or its table is missing
 */
export function tableUnder(heading: string, markdown: string): string[][] {
  const [, afterHeading] = markdown.split(new RegExp(`^## ${heading}$`, "m"));
  const lines = afterHeading?.split(/^## /m)[0]?.split("\n") ?? [];
  const start = lines.findIndex((line) => line.startsWith("|"));
  if (start < 0) throw new Error(`There is no table under "## ${heading}".`);
  const length = lines.slice(start).findIndex((line) => !line.startsWith("|"));
  const table = lines.slice(start, length < 0 ? undefined : start + length);
  return table.slice(2).map(cellsOf);
}

/** `\|` is a bar inside a cell. */
function cellsOf(row: string): string[] {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim().replaceAll("\\|", "|"));
}
