import { ItemBuffer, type ItemBytes } from "./input-bytes.ts";

const NEWLINE = 0x0a;

/** The lines of an input that are not blank, in constant memory: one longer than 16 MiB is skipped and told. */
export async function* inputLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<ItemBytes> {
  const line = new ItemBuffer();
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      line.append(chunk.subarray(from, end));
      if (!line.isBlank()) yield line.take();
      else line.take();
      from = end + 1;
    }
    line.append(chunk.subarray(from));
  }
  if (!line.isBlank()) yield line.take();
}
