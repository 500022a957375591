import type { RelatedDraft } from "../../../content/article/article.draft.ts";
import type { ArticleStatus, Placement, RelationKind } from "../../../database/vocabulary.ts";
import { withoutUndefined } from "../format.ts";
import { canonicalLanguage } from "../language-tag.ts";
import { oneLine } from "../one-line.ts";
import { slugOf } from "./ninjs-alt-ids.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import { statusIn } from "./ninjs-holds.ts";
import type { NinjsAssociation, NinjsItem } from "./ninjs-item.schema.ts";
import { isPicture } from "./ninjs-pictures.ts";
import { lineOf, mainHeadline } from "./ninjs-texts.ts";

/** The kinds as `rel` says them. */
const KINDS = new Map<string, RelationKind>([
  ["read-also", "READ_ALSO"],
  ["background", "BACKGROUND"],
  ["follow-up", "FOLLOW_UP"],
  ["analysis", "ANALYSIS"],
  ["explainer", "EXPLAINER"],
  ["live", "LIVE"],
  ["update-of", "UPDATE_OF"],
  ["corrects", "CORRECTS"],
  ["same-event", "SAME_EVENT"],
  ["similar", "SIMILAR"],
]);
const STORY_TYPES = new Set([undefined, "text", "composite"]);

/** The body the associations stand in, and what they inherit. */
interface Surroundings {
  /** Names for which the body holds a place. */
  anchors: ReadonlySet<string>;
  language: string;
  context: NinjsContext;
}

/** The stories among the associations, in the order their names give within each placement, then as they come. */
export function readAssociations(item: NinjsItem, surroundings: Surroundings): RelatedDraft[] {
  const placed = item.associations.flatMap((association, index) => {
    const edge = edgeOf(association, `/associations/${index}`, surroundings);
    return edge === undefined ? [] : [{ edge, order: placeOf(association.name).order }];
  });
  return placed.toSorted((one, other) => one.order - other.order).map(({ edge }) => edge);
}

function edgeOf(
  association: NinjsAssociation,
  path: string,
  { anchors, language, context }: Surroundings,
): RelatedDraft | undefined {
  if (isPicture(association)) return undefined;
  const { name } = association;
  const headline = mainHeadline(association.headlines) ?? oneLine(association.title);
  if (!STORY_TYPES.has(association.type) || headline === undefined) {
    const why = headline === undefined ? "has no headline" : `is a ${association.type}`;
    context.findings.note(`The association ${name ?? association.uri} ${why}: not kept.`);
    return undefined;
  }
  return withoutUndefined({
    target: withoutUndefined({
      uri: association.uri,
      slug: slugOf(association, context, path),
      headline,
      publishedAt: association.contentCreated ?? association.firstCreated ?? association.versionCreated,
      language: (association.language === undefined ? undefined : canonicalLanguage(association.language)) ?? language,
      status: statusOf(association, context),
      embargoedUntil: association.embargoedUntil,
    }),
    kind: kindOf(association, context),
    label: lineOf(association.headlines, ["label"]),
    ...placementOf(name, anchors, context),
  });
}

function kindOf({ rel, name, uri }: NinjsAssociation, { findings }: NinjsContext): RelationKind {
  const kind = KINDS.get(rel ?? "");
  if (kind === undefined)
    findings.note(
      `The association ${name ?? uri} has ${rel === undefined ? "no rel" : `the unknown rel "${rel}"`}: read-also assumed.`,
    );
  return kind ?? "READ_ALSO";
}

/** Its own word, where it has one; of what nobody knows it is taken for the careful one. */
function statusOf({ pubStatus, name, uri }: NinjsAssociation, { findings }: NinjsContext): ArticleStatus | undefined {
  const status = statusIn(pubStatus);
  if (pubStatus === undefined || status !== undefined) return status;
  const said = JSON.stringify(pubStatus).slice(0, 60);
  findings.note(`The association ${name ?? uri} has the unknown pubStatus ${said}: taken for withheld.`);
  return "DRAFT";
}

/** `inline-2` → INLINE, 2. Other names come last, among themselves in the item's order. */
function placeOf(name: string | undefined): { placement: Placement; order: number } {
  const [, placement, order] = /^(inline|sidebar|end)-(\d{1,6})$/.exec(name ?? "") ?? [];
  if (placement === undefined) return { placement: "END", order: Number.MAX_SAFE_INTEGER };
  return {
    placement: placement === "inline" ? "INLINE" : placement === "sidebar" ? "SIDEBAR" : "END",
    order: Number(order),
  };
}

/** A story for which the body holds a place stands there, whatever its name; one that should but has none goes to the end. */
function placementOf(name: string | undefined, anchors: ReadonlySet<string>, { findings }: NinjsContext) {
  if (name !== undefined && anchors.has(name)) return { placement: "INLINE" as const, anchor: name };
  const { placement } = placeOf(name);
  if (placement !== "INLINE") return { placement };
  findings.note(`The association ${name} has no place in the body: put at the end.`);
  return { placement: "END" as const };
}
