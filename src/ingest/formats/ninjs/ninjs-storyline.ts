import type { StorylineDraft, StorylineEntryDraft } from "../../../content/storyline/storyline.draft.ts";
import { type ParsedItem, withoutUndefined } from "../format.ts";
import { oneLine } from "../one-line.ts";
import { slugOf } from "./ninjs-alt-ids.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import { isHeldBack, statusIn } from "./ninjs-holds.ts";
import type { NinjsAssociation, NinjsItem } from "./ninjs-item.schema.ts";
import { mainHeadline } from "./ninjs-texts.ts";

/** As long as the column is. */
const MAX_TITLE_LENGTH = 255;

/** ninjs knows composite items, not storylines: the profile says which composite is one. */
export const isStoryline = ({ type, profile }: { type?: unknown; profile?: unknown }): boolean =>
  type === "composite" && profile === "storyline";

/**
 * A storyline by Kiosque's ninjs profile: its title is the headline, its summary the description, and its entries are
 * the associations with the rel `entry` or `key-moment`, in the order of their names `entry-1`, `entry-2`…
 */
export function storylineFromNinjs(item: NinjsItem, context: NinjsContext): ParsedItem {
  const { findings, senderPath } = context;
  if (isHeldBack(item, context.now)) {
    const at = statusIn(item.pubStatus ?? "usable") === "PUBLISHED" ? "/embargoedUntil" : "/pubStatus";
    findings.problem(senderPath(at), "must not hold back a storyline: readers see it as soon as it is written");
    return findings.refusal();
  }
  const title = mainHeadline(item.headlines) ?? oneLine(item.title) ?? "";
  if (title === "" || title.length > MAX_TITLE_LENGTH) {
    findings.problem(senderPath("/headlines"), `must have a title of 1 to ${MAX_TITLE_LENGTH} characters`);
    return findings.refusal();
  }
  const storyline: StorylineDraft = withoutUndefined({
    uri: item.uri,
    slug: slugOf(item, context),
    title,
    status: isClosed(item) ? ("CLOSED" as const) : ("ACTIVE" as const),
    summary: item.descriptions.map(({ value }) => value.trim()).find((text) => text !== ""),
    entries: entriesOf(item, context),
  });
  return { storyline, ...findings.refusal() };
}

const isClosed = ({ subjects }: NinjsItem) =>
  subjects.some(({ rel, literal }) => rel === "storyline-status" && literal === "closed");

const isEntry = ({ rel }: NinjsAssociation) => rel === "entry" || rel === "key-moment";

function entriesOf({ associations }: NinjsItem, { findings }: NinjsContext): StorylineEntryDraft[] {
  const entries = new Map<string, StorylineEntryDraft>();
  const left = associations.filter((association) => !isEntry(association)).length;
  if (left > 0) findings.note(`${left} associations of the storyline are neither entry nor key-moment: not kept.`);
  for (const { uri, rel, descriptions } of associations.filter(isEntry).toSorted((a, b) => placeOf(a) - placeOf(b))) {
    if (entries.has(uri)) findings.note(`${uri} is in the storyline twice: kept at its first place.`);
    else {
      const caption = oneLine(descriptions[0]?.value);
      entries.set(uri, withoutUndefined({ article: uri, keyMoment: rel === "key-moment", caption }));
    }
  }
  return [...entries.values()];
}

/** Others come last, among themselves as they are. */
const placeOf = ({ name }: NinjsAssociation) =>
  Number(/^entry-(\d{1,6})$/.exec(name ?? "")?.[1] ?? Number.MAX_SAFE_INTEGER);
