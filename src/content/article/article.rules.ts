import type { StoredBlock, StoredText } from "../body/stored-body.ts";
import { excerpt } from "./excerpt.rules.ts";

const MAX_SUMMARY_LENGTH = 300;
/** A text this long still leaves room for the link in a post of 280 characters. */
const MAX_SHARE_LENGTH = 250;
/** Less room than this is not worth a fragment of the summary. */
const MIN_SHARED_SUMMARY_LENGTH = 40;

export interface Summarised {
  standfirst?: StoredText | null;
  body?: readonly StoredBlock[] | null;
}

/**
 * The standfirst, whole; without one, as many whole sentences of the first paragraph as fit into 300 UTF-16 code
 * units (a longer first sentence is cut at a word, with an ellipsis); "" when there is neither.
 */
export function summaryOf({ standfirst, body }: Summarised): string {
  const standfirstText = standfirst?.text.trim() ?? "";
  return standfirstText === "" ? excerpt(firstParagraph(body ?? []), MAX_SUMMARY_LENGTH) : standfirstText;
}

/**
 * What a client shares beside the link, for apps that show no title: « headline — summary », the summary shortened
 * so that the whole fits into 250 UTF-16 code units. The headline is never cut.
 */
export function shareText({ headline, summary }: { headline: string; summary: string }): string {
  const roomLength = MAX_SHARE_LENGTH - headline.length - " — ".length;
  if (summary === "" || roomLength < MIN_SHARED_SUMMARY_LENGTH) return headline;
  return `${headline} — ${excerpt(summary, roomLength)}`;
}

function firstParagraph(body: readonly StoredBlock[]): string {
  for (const block of body) {
    if (block.type !== "PARAGRAPH" || block.role === "LEAD_IN") continue;
    if (block.content.text.trim() !== "") return block.content.text;
  }
  return "";
}
