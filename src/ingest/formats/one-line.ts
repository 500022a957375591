/** Runs of ASCII white space become one space, no-break spaces stay; undefined when nothing is left. */
export function oneLine(text: string | null | undefined): string | undefined {
  const line = text?.replace(/[\t\n\f\r ]+/g, " ").trim();
  return line === "" ? undefined : line;
}
