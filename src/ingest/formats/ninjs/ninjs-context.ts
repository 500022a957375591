import type { Findings, ParseContext } from "../format.ts";

/** What the parts of the ninjs parser share while they read one item. */
export interface NinjsContext extends ParseContext {
  findings: Findings;
  /** A JSON pointer under ninjs 3.x names → the same in the sender's. */
  senderPath: (pointer: string) => string;
}
