import type { Mutant } from "../mutant.ts";

const WORDS = "tests/graphql/words/picture-words.test.ts";
const EDITS = "tests/graphql/words/picture-edits.test.ts";
const NAMES = "tests/graphql/words/names.test.ts";
const SECTIONS = "tests/graphql/words/section-tree.test.ts";

/** Words belong to their use; names and pictures are not changed by what readers cannot see. */
export const mutants: readonly Mutant[] = [
  {
    name: "lead-picture-of-any-use",
    file: "src/content/image/pictures.relation.ts",
    from: "left join article_images as ${use} on ${use}.article_id = ${from}.id and ${use}.image_id = ${from}.lead_image_id",
    to: "left join lateral (select * from article_images as any_use where any_use.image_id = ${from}.lead_image_id order by any_use.article_id desc limit 1) as ${use} on true",
    test: WORDS,
    title: "has each story's own words",
  },
  {
    name: "node-with-words-of-hidden-uses",
    file: "src/content/image/pictures.relation.ts",
    from: "where u.image_id = ${picture}.id and ${visible(shown, viewing)}",
    to: "where u.image_id = ${picture}.id",
    test: WORDS,
    title: "has the words of the earliest story",
  },
  {
    name: "words-of-hidden-uses-for-the-desk",
    file: "src/content/image/known-images.ts",
    from: "${visible(sql`s`, viewing)} and ${pictured(",
    to: "${pictured(",
    test: EDITS,
    title: "A picture that comes new to a story by the desk",
  },
  {
    name: "hidden-items-change-pictures",
    file: "src/content/image/image.commands.ts",
    from: 't."isPublic" or not',
    to: "true or not",
    test: EDITS,
    title: "is not changed by a draft where a public story shows it",
  },
  {
    name: "pictures-stay-as-hidden-stories-had-them",
    file: "src/content/image/reveal-pictures.commands.ts",
    from: "where i.id = first.image_id and",
    to: "where false and",
    test: EDITS,
    title: "is as the next story has it when the first is put off",
  },
  {
    name: "the-desk-publishes-hidden-pictures",
    file: "src/content/desk/own-names.ts",
    from: "pictures.get(image.url) ?? image",
    to: "image",
    test: EDITS,
    title: "is as that story has it which the desk publishes",
  },
  {
    name: "hidden-items-rename-people-and-tags",
    file: "src/content/named-parts.commands.ts",
    from: "draft?.isPublic && (isOther",
    to: "draft && (isOther",
    test: NAMES,
    title: "readers have met > is not changed by a draft",
  },
  {
    name: "slugs-spell-hidden-names",
    file: "src/content/renamed-slugs.ts",
    from: "isMet ? slug : slugify(name)",
    to: "slug",
    test: NAMES,
    title: "that a hidden item brings along > of a draft",
  },
  {
    name: "names-of-hidden-stories-appear",
    file: "src/content/article/reveal-names.commands.ts",
    from: "name = t.name, slug",
    to: "name = n.name, slug",
    test: NAMES,
    title: "what the story calls it that readers see first",
  },
  {
    name: "the-desk-publishes-hidden-names",
    file: "src/content/desk/own-names.ts",
    from: "return own ? {",
    to: "return own && !names ? {",
    test: NAMES,
    title: "what the story calls it that the desk publishes",
  },
  {
    name: "hidden-items-name-sections",
    file: "src/content/section/section.commands.ts",
    from: "if (!level?.isPublic) return [];",
    to: "if (!level) return [];",
    test: SECTIONS,
    title: "is not given by a draft",
  },
  {
    name: "sections-of-hidden-stories",
    file: "src/content/section/sections.ts",
    from: 'view === "DESK" ? all',
    to: "view ? all",
    test: SECTIONS,
    title: "A section that only hidden stories are in > ",
  },
  {
    name: "cancelled-schedules-show-sections",
    file: "src/content/article/reveal-names.commands.ts",
    from: "union all ${stories(pending)}",
    to: "",
    test: SECTIONS,
    title: "is that of the story which readers see first",
  },
];
