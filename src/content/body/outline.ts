import type { StoredBlock } from "./stored-body.ts";

export interface OutlineEntry {
  /** 2 to 6. */
  level: number;
  text: string;
  anchor: string;
}

/** The body's headings, in order. */
export function outline(blocks: readonly StoredBlock[]): OutlineEntry[] {
  return blocks.flatMap((block) =>
    block.type === "HEADING" ? [{ level: block.level, text: block.content.text, anchor: block.anchor }] : [],
  );
}
