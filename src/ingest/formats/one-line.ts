/** Runs of white space become one space; undefined when nothing is left. */
export function oneLine(text: string | null | undefined): string | undefined {
  const line = text?.replace(/\s+/g, " ").trim();
  return line === "" ? undefined : line;
}
