import type { ArticleDraft, SourceItem } from "./article.draft.ts";
import { type Edition, NO_EDITION, orderOf, type SaveOutcome, taken, withHold } from "./article-outcome.rules.ts";
import { type HeldArticle, isStub } from "./article-write.ts";
import { type Facts, isLater, isShown, latest, NO_FACTS, publicationOf, shownFrom } from "./publication.rules.ts";

/*
 * What becomes of a story as its source's items come in, one after the other. Kills and holds are decided first: they
 * take effect however old the item is, and however little of it can be read. What lifts a hold of the source's own must
 * be later than the hold and than all we have; arrival decides where neither has a version or a date.
 */

/** A story while a batch's items come in. */
export interface Story {
  readonly held: HeldArticle | undefined;
  readonly facts: Facts;
  readonly edition: Edition;
  /** What is to be written as its content; undefined: that stays. */
  readonly draft?: ArticleDraft | undefined;
  /** The whole story, which waits behind the stub that readers see. */
  readonly waiting?: ArticleDraft | undefined;
  readonly isChanged: boolean;
}

/** FINAL: it was withdrawn, and nothing comes after. REMEMBERED: there is no such story yet; one from before stays down. */
export type Reception = SaveOutcome | "FINAL" | "REMEMBERED";

export interface Receiving {
  readonly now: Date;
  /** Whether what is new may be shown. */
  readonly isPublishing: boolean;
  /** The very same hold came before. */
  readonly isKnownHold: boolean;
  readonly offered: Edition;
}

/** A story before the batch: as it is held, or as the holds have it that came before it. */
export const storyOf = (
  held: HeldArticle | undefined,
  remembered: Pick<Story, "facts" | "edition"> = { facts: NO_FACTS, edition: NO_EDITION },
): Story => ({ held, facts: held ?? remembered.facts, edition: held ?? remembered.edition, isChanged: false });

type Received = [outcome: Reception, story: Story];

export const isCanceled = (item: SourceItem): boolean =>
  "hold" in item ? item.hold === "CANCELED" : item.status === "WITHDRAWN";

const isWithheld = (item: SourceItem): boolean => ("hold" in item ? item.hold === "WITHHELD" : item.status === "DRAFT");

const isEmbargoed = ({ embargoedUntil }: SourceItem, now: Date): boolean => isLater(embargoedUntil, now);

/** Whether the item holds its story back. */
export const isHold = (item: SourceItem, now: Date): boolean =>
  isCanceled(item) || isWithheld(item) || isEmbargoed(item, now);

const isFinal = ({ facts }: Story) => facts.sourceStatus === "CANCELED" || facts.deskStatus === "WITHDRAWN";
const isKnown = ({ held, draft, waiting }: Story) => Boolean(held ?? draft ?? waiting);
/** A source sent it, or the desk wrote it. */
const isThere = ({ held, draft, waiting }: Story) =>
  Boolean(draft ?? waiting) || (held !== undefined && (!isStub(held) || held.contentHash !== null));

export function receive(story: Story, item: SourceItem, how: Receiving): Received {
  const order = isThere(story) ? orderOf(story.edition, how.offered) : "LATER";
  if (isFinal(story)) return [afterTheEnd(story, item, how), story];
  if (isCanceled(item)) return kill(story, item, how);
  const isThin = "hold" in item || (story.edition.representation === "FULL" && item.representation === "PARTIAL");
  if (order !== "EARLIER" && !isThin) return take(story, item, how);
  const isNews = isHold(item, how.now) && !(order === "EARLIER" && how.isKnownHold);
  if (isNews) return hold(story, item, how);
  return [order === "EARLIER" ? "STALE" : "UNCHANGED", story];
}

function afterTheEnd(story: Story, item: SourceItem, { offered }: Receiving): Reception {
  if (isCanceled(item) || isSame(story.edition, offered)) return "UNCHANGED";
  return story.held && orderOf(story.edition, offered) === "EARLIER" ? "STALE" : "FINAL";
}

const isSame = (held: Edition, offered: Edition) =>
  held.contentHash !== null && held.contentHash === offered.contentHash;

/** Of a story that was withdrawn before we heard of it, nothing is kept that could be read. */
function kill(story: Story, item: SourceItem, { offered }: Receiving): Received {
  const draft = "hold" in item ? story.draft : item;
  const killed: Story = {
    ...story,
    facts: {
      ...story.facts,
      sourceStatus: "CANCELED",
      sourcePublishedAt: story.facts.sourcePublishedAt ?? draft?.publishedAt ?? null,
    },
    edition: "hold" in item ? withHold(story.edition, offered) : taken(story.edition, offered),
    draft: draft && bare(draft),
    waiting: undefined,
    isChanged: true,
  };
  if (isKnown(story)) return ["UPDATED", killed];
  return [draft ? "CREATED" : "REMEMBERED", killed];
}

function bare(draft: ArticleDraft): ArticleDraft {
  const { body: _, leadImage: __, ...rest } = draft;
  return { ...rest, representation: "PARTIAL", images: [], related: [] };
}

/** The hold alone, of an item that is stale, thin or faulty. */
function hold(story: Story, item: SourceItem, { now, offered }: Receiving): Received {
  const facts: Facts = {
    ...story.facts,
    sourceStatus: isWithheld(item) ? "WITHHELD" : story.facts.sourceStatus,
    sourceEmbargoedUntil: isEmbargoed(item, now)
      ? latest(story.facts.sourceEmbargoedUntil, item.embargoedUntil)
      : story.facts.sourceEmbargoedUntil,
  };
  const holding: Story = { ...story, facts, edition: withHold(story.edition, offered), isChanged: isKnown(story) };
  if (!isKnown(story)) return ["REMEMBERED", holding];
  return areSame(facts, story.facts) ? ["UNCHANGED", { ...holding, isChanged: story.isChanged }] : ["UPDATED", holding];
}

/** The item whole: its content and all that it says. */
function take(story: Story, item: SourceItem, how: Receiving): Received {
  if ("hold" in item) return ["UNCHANGED", story];
  const { offered } = how;
  // What is held back is lifted by what is later only; where neither has a date, by what comes.
  const order = orderOf(story.edition, offered);
  const lifts = order === "LATER" || (order === "UNKNOWN" && isUndated(story.edition) && isUndated(offered));
  const { facts: before } = story;
  let facts: Facts = {
    ...before,
    sourceStatus: isWithheld(item) || (before.sourceStatus === "WITHHELD" && !lifts) ? "WITHHELD" : "USABLE",
    sourcePublishedAt: (hidesByDate(story, item, how) ? null : item.publishedAt) ?? before.sourcePublishedAt,
    sourceEmbargoedUntil: lifts
      ? (item.embargoedUntil ?? null)
      : latest(before.sourceEmbargoedUntil, item.embargoedUntil),
    deskStatus: deskStatusAfter(story, how),
  };
  if (showsSooner(story, facts, how)) facts = { ...facts, deskStatus: "PENDING" };
  if (isSame(story.edition, offered) && areSame(facts, before)) return ["UNCHANGED", story];
  const edition = isThere(story) ? taken(story.edition, offered) : withHold(offered, story.edition);
  const given = { ...story, facts, edition, isChanged: true };
  const waits = staysBehindStub(story, how) && facts.sourceStatus === "USABLE";
  const content = waits ? { waiting: item } : { draft: item, waiting: undefined };
  return [isKnown(story) ? "UPDATED" : "CREATED", { ...given, ...content }];
}

const isUndated = ({ sourceVersion, sourceUpdatedAt }: Edition) => sourceVersion === 0 && sourceUpdatedAt === null;

/** Leave to publish lifts nothing but the lack of it; without leave, what nobody has seen as a story of its own waits. */
function deskStatusAfter(story: Story, { isPublishing }: Receiving): Facts["deskStatus"] {
  const { deskStatus } = story.facts;
  if (isPublishing) return deskStatus === "PENDING" ? null : deskStatus;
  const isNew = story.held ? isStub(story.held) : !story.draft;
  return isNew ? (deskStatus ?? "PENDING") : deskStatus;
}

/** Without leave to publish, nothing that the desk left to its source shows sooner than it would have. */
function showsSooner({ held }: Story, facts: Facts, { now, isPublishing }: Receiving): boolean {
  if (isPublishing || !held || facts.deskStatus !== null || isShown(held, now)) return false;
  const [before, after] = [shownFrom(held), shownFrom(publicationOf(facts, held.publishedAt, now))];
  return after !== null && (before === null || after < before);
}

/** Without leave to publish, another date takes nothing back. */
const hidesByDate = ({ held }: Story, { publishedAt }: ArticleDraft, { now, isPublishing }: Receiving): boolean =>
  !isPublishing && held !== undefined && isShown(held, now) && isLater(publishedAt, now);

/** Without leave to publish, what readers know of a story from others neither grows nor goes. */
const staysBehindStub = ({ held }: Story, { now, isPublishing }: Receiving): boolean =>
  !isPublishing && held !== undefined && isStub(held) && isShown(held, now);

const FACTS = Object.keys(NO_FACTS) as (keyof Facts)[];
const areSame = (one: Facts, other: Facts): boolean =>
  FACTS.every((fact) => (one[fact]?.valueOf() ?? null) === (other[fact]?.valueOf() ?? null));
