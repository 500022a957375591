import type { Minute, Patch, Step } from "./steps.ts";
import { isFinal, isShown, type Owned, type Story, shownFrom } from "./story.ts";

/*
 * The desk's rules: each step is taken, or refused with a code and without a trace.
 */

type DeskStep = Exclude<Step, { does: "send" | "wait" | "create" }>;

/** Why the desk cannot; undefined: it can, and did. */
export type Refusal = "WITHDRAWN" | "ALREADY_PUBLISHED" | "NOT_PUBLISHED" | "NEVER_PUBLISHED" | undefined;

export function act(story: Story, step: DeskStep, now: Minute): Refusal {
  if (isFinal(story)) return "WITHDRAWN";
  switch (step.does) {
    case "publish":
      return publish(story, step, now);
    case "unpublish":
      if (shownFrom(story) === undefined) return "NOT_PUBLISHED";
      story.desk = "UNPUBLISHED";
      return undefined;
    case "update":
      return patch(story, step.patch);
    case "correct":
      return isShown(story, now) ? patch(story, step.patch) : "NOT_PUBLISHED";
    case "withdraw":
      if (!story.isMet) return "NEVER_PUBLISHED";
      story.desk = "WITHDRAWN";
      story.withdrawal = step.kind;
      return undefined;
    case "settle":
      return settle(story, step.take);
  }
}

function publish(story: Story, { at, embargo }: Extract<Step, { does: "publish" }>, now: Minute): Refusal {
  if (isShown(story, now)) return "ALREADY_PUBLISHED";
  if (story.waiting) {
    [story.content, story.waiting] = [story.waiting, undefined];
    story.tag = story.waitingTag;
    story.mentions = story.waitingMentions.map((mention) => ({ ...mention, hasLeave: true }));
  }
  story.desk = "PUBLISHED";
  // Once readers saw it, its date stays, and one to come says when it is back. Of one that they met in others' words only,
  // its source's date is the first.
  if (story.first === undefined) story.deskDate = at ?? (story.isMet ? undefined : now);
  story.returns = story.first === undefined ? undefined : at;
  if (embargo !== undefined) story.deskEmbargo = embargo ?? undefined;
  for (const mention of story.mentions) mention.hasLeave = true;
  return undefined;
}

function patch(story: Story, changes: Patch): undefined {
  const { content } = story;
  if (!content) return;
  for (const part of ["headline", "section"] as const) {
    const value = changes[part];
    if (value === undefined || value === content[part]) continue;
    content[part] = value;
    story.owned.add(part);
    // The desk has begun: no leave that a source comes with publishes it.
    if (story.desk === "PENDING") story.desk = "DRAFT";
  }
}

function settle(story: Story, take: boolean): undefined {
  const { content, pending } = story;
  story.pending = {};
  if (!content || !take) return;
  for (const [part, value] of Object.entries(pending) as [Owned, string][]) {
    content[part] = value;
    story.owned.delete(part);
  }
}
