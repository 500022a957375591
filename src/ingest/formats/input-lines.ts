import { ItemBuffer, type ItemBytes, MAX_ITEM_BYTES } from "./input-bytes.ts";

const NEWLINE = 0x0a;

/** The lines of an input that are not blank, in constant memory: one that is too long is skipped and told. */
export async function* inputLines(
  input: AsyncIterable<Uint8Array>,
  maxBytes = MAX_ITEM_BYTES,
): AsyncGenerator<ItemBytes> {
  const line = new ItemBuffer(maxBytes);
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
