import type { Item, Minute } from "./steps.ts";
import { type Content, isFinal, isShown, type Story, shownFrom } from "./story.ts";

/*
 * The source's rules. A kill or a hold takes effect however old, bare or faulty it is, but for one that came before and
 * was lifted since. What is not later than all we have is stale. A hold of the source's is lifted by what is later.
 */

/** What a story is in at the moment an item comes. */
export interface Reception {
  now: Minute;
  publish: boolean;
  /** Readers know the story from others, and only from these. */
  isKnownByMention: boolean;
  /** Whether readers meet a story, in whatever way. */
  isMet: (uri: string) => boolean;
}

export function receive(story: Story, item: Item, how: Reception): void {
  const holds = isHold(item, how.now);
  if (isFinal(story) || (item.form !== "WHOLE" && !holds)) return;
  const isLater = item.edition > story.edition;
  const isStale = item.edition < story.edition && (story.content ?? story.waiting) !== undefined;
  const isRepeated = story.holds.has(signOf(item));
  if (holds) story.holds.add(signOf(item));
  if (item.says === "canceled") story.source = "CANCELED";
  else if (holds && (isStale || item.form !== "WHOLE")) {
    if (!(isStale && isRepeated)) hold(story, item);
  } else if (!isStale && !isAgain(story, item)) take(story, item, { ...how, isLater });
  story.edition = isStale && !holds ? story.edition : Math.max(story.edition, item.edition);
}

const isHold = ({ says, embargo }: Item, now: Minute) => says !== "usable" || (embargo !== undefined && embargo > now);

const signOf = ({ says, edition, embargo }: Item) => `${says} ${edition} ${embargo}`;

/** Each edition is sent in one form. */
const isAgain = (story: Story, { edition }: Item) =>
  edition === story.edition && (story.content ?? story.waiting) !== undefined;

function hold(story: Story, { says, embargo }: Item): void {
  if (says === "withheld") story.source = "WITHHELD";
  if (embargo !== undefined) story.sourceEmbargo = Math.max(story.sourceEmbargo ?? embargo, embargo);
}

/** The item whole. */
function take(story: Story, item: Item, how: Reception & { isLater: boolean }): void {
  const before = { from: shownFrom(story), isShown: isShown(story, how.now), isKnown: story.content !== undefined };
  const mentions = item.mentions.map((mention) => ({ ...mention, hasLeave: how.publish || how.isMet(mention.of) }));
  if (item.says === "withheld") story.source = "WITHHELD";
  else if (story.source !== "WITHHELD" || how.isLater) story.source = "USABLE";
  if (how.isLater) story.sourceEmbargo = item.embargo;
  else if (item.embargo !== undefined) hold(story, item);
  if (how.publish) {
    if (story.desk === "PENDING") story.desk = "SILENT";
  } else if (!before.isKnown && story.desk === "SILENT") story.desk = "PENDING";
  const content: Content = {
    headline: item.headline,
    language: item.language,
    section: item.section,
    text: textOf(item),
  };
  if (how.isKnownByMention && !how.publish && story.source === "USABLE") {
    story.waiting = content;
    story.waitingMentions = item.mentions;
    story.waitingTag = item.tag;
    return;
  }
  story.waiting = undefined;
  write(story, content);
  story.mentions = mentions;
  story.tag = item.tag;
  if (!how.publish && before.isKnown && !before.isShown && story.desk === "SILENT") waitIfSooner(story, before.from);
}

/** Without leave to be published nothing shows sooner than it would have. */
function waitIfSooner(story: Story, before: Minute | undefined): void {
  const after = shownFrom(story);
  if (after !== undefined && (before === undefined || after < before)) story.desk = "PENDING";
}

/** What the desk wrote stays; what the source has of it waits for the desk. */
function write(story: Story, content: Content): void {
  const { content: standing, owned } = story;
  story.pending = {};
  story.content = { ...content };
  if (!standing) return;
  for (const part of owned) {
    story.content[part] = standing[part] ?? content[part] ?? "";
    const offered = content[part];
    if (offered !== null && offered !== standing[part]) story.pending[part] = offered;
  }
}

export const textOf = ({ uri, edition }: Pick<Item, "uri" | "edition">) => `Words of ${uri} in edition ${edition}.`;
