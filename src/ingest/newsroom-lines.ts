import { createReadStream } from "node:fs";
import { inputLines } from "./formats/input-lines.ts";
import { UnreadableInput } from "./formats/unreadable-input.ts";
import { utf8Text } from "./formats/utf8-text.ts";

/** What a row may weigh: a body of the greatest length, as text and as HTML, in any script. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** The lines of a newsroom's file, or of stdin for "-", as they are read. @throws {UnreadableInput} */
export async function* newsroomLines(path: string): AsyncGenerator<string> {
  const name = path === "-" ? "stdin" : path;
  let number = 0;
  for await (const bytes of inputLines(path === "-" ? process.stdin : createReadStream(path), MAX_LINE_BYTES)) {
    number++;
    const text = "reason" in bytes ? undefined : utf8Text(bytes);
    if (text === undefined) throw new UnreadableInput(name, `line ${number} is longer than 64 MiB or is not UTF-8`);
    yield text;
  }
}
