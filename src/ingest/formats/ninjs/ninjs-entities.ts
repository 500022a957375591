import type { ContributorDraft, SectionDraft, TagDraft } from "../../../content/article/article.draft.ts";
import { slugify } from "../../../content/slug.ts";
import type { ContributionRole, TagKind } from "../../../database/vocabulary.ts";
import { withoutUndefined } from "../format.ts";
import { oneLine } from "../one-line.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import type { NinjsEntity, NinjsItem } from "./ninjs-item.schema.ts";
import { uniqueTags } from "../unique-tags.ts";

const ROLES = new Map<string, ContributionRole>([
  ["author", "AUTHOR"],
  ["photographer", "PHOTOGRAPHER"],
  ["editor", "EDITOR"],
  ["translator", "TRANSLATOR"],
  ["correspondent", "CORRESPONDENT"],
  ["agency", "AGENCY"],
]);
const SECTION = "section";
/** Subjects that say how relevant a tag of another kind is: ninjs has relevance for subjects only. */
const ABOUT = new Map<string | undefined, TagKind>([
  ["about-person", "PERSON"],
  ["about-organisation", "ORGANISATION"],
  ["about-place", "PLACE"],
  ["about-event", "EVENT"],
]);

/** The people whose `rel` is a contribution, in their order, and organisations that signed as an agency. */
export function contributorsOf({ people, organisations }: NinjsItem, { findings }: NinjsContext): ContributorDraft[] {
  const agencies = organisations.filter(({ rel }) => rel === "agency");
  return [...people.filter(isContributor), ...agencies].flatMap(({ name, literal, uri, rel }) => {
    const role = ROLES.get(rel ?? "");
    const known = oneLine(name) ?? oneLine(literal);
    if (known === undefined) findings.note(`A contributor without a name (${rel}) is not kept.`);
    return known === undefined || role === undefined ? [] : [withoutUndefined({ name: known, uri, role })];
  });
}

/**
 * The section as the path from the root that a subject of rel "section" gives (`monde/europe`); the deepest one when
 * there are several, the others then only name its ancestors.
 */
export function sectionOf(subjects: NinjsEntity[], { findings }: NinjsContext): SectionDraft[] | undefined {
  const sections = subjects
    .filter(({ rel }) => rel === SECTION)
    .map((subject) => ({ path: pathOf(subject), name: oneLine(subject.name) }));
  const deepest = sections.reduce<(typeof sections)[number] | undefined>(
    (best, section) => (section.path.length > (best?.path.length ?? 0) ? section : best),
    undefined,
  );
  if (deepest === undefined) return undefined;
  const named = new Map(sections.map(({ path, name }) => [path.join("/"), name]));
  const isAncestor = ({ path }: { path: string[] }) => path.every((slug, depth) => slug === deepest.path[depth]);
  for (const other of sections.filter((section) => !isAncestor(section))) {
    findings.note(`An article has one section: ${other.path.join("/")} is not kept beside ${deepest.path.join("/")}.`);
  }
  return deepest.path.map((slug, depth) => {
    const name = named.get(deepest.path.slice(0, depth + 1).join("/"));
    if (name === undefined) findings.note(`The section ${slug} is named after its slug.`);
    return { slug, name: name ?? slug };
  });
}

/** Subjects are topics; people, organisations, places and events are tags of their kind, unless they wrote the story. */
export function tagsOf(item: NinjsItem, { findings }: NinjsContext): TagDraft[] {
  const lists: [TagKind, NinjsEntity[]][] = [
    ["TOPIC", item.subjects.filter(({ rel }) => rel !== SECTION && !ABOUT.has(rel))],
    ["PERSON", item.people.filter((person) => !isContributor(person))],
    ["ORGANISATION", item.organisations.filter(({ rel }) => rel !== "agency")],
    ["PLACE", item.places],
    ["EVENT", item.events],
  ];
  const relevances = new Map(
    item.subjects.map(({ rel, name, relevance }) => [`${ABOUT.get(rel)} ${oneLine(name)}`, relevance]),
  );
  const tags = lists.flatMap(([kind, entities]) =>
    entities.flatMap(({ name, literal, uri, relevance: own }): TagDraft[] => {
      const known = oneLine(name) ?? oneLine(literal);
      const relevance = own ?? relevances.get(`${kind} ${known}`) ?? 100;
      if (known === undefined) findings.note(`A tag without a name (${uri ?? kind}) is not kept.`);
      return known === undefined ? [] : [withoutUndefined({ kind, name: known, uri, relevance: relevance / 100 })];
    }),
  );
  return uniqueTags(tags);
}

const isContributor = ({ rel }: NinjsEntity) => ROLES.has(rel ?? "");

function pathOf({ literal, name }: NinjsEntity): string[] {
  const path = literal ?? slugify(name ?? "");
  return path
    .split("/")
    .filter((segment) => segment.trim() !== "")
    .map(slugify);
}
