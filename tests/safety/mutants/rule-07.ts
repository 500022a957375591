import type { Mutant } from "../mutant.ts";

const FILTER = "tests/graphql/change/change-filter.test.ts";
const BESIDE = "tests/graphql/change/shown-beside.test.ts";
const SHARED = "tests/graphql/change/entity-changes.test.ts";

/** The log is right for followers with a filter, and tells of what shows a story and of what stories share. */
export const mutants: readonly Mutant[] = [
  {
    name: "07-a-story-that-left-is-an-update",
    file: "src/content/change/change-rows.ts",
    from: "case when ${isGone} then one.kind else 'LEFT' end end",
    to: "one.kind end",
    test: FILTER,
    title: "tells of a story that left it that it is to be removed",
  },
  {
    name: "07-kinds-hold-back-removals",
    file: "src/content/change/change-rows.ts",
    from: "filed.kind in (${REMOVALS}) or ",
    to: "",
    test: FILTER,
    title: "by kind goes by what the reader is told, and holds back no removal",
  },
  {
    name: "07-what-is-back-is-kept",
    file: "src/content/change/changes.relation.ts",
    from: "and not ${removed} then",
    to: "and c.kind <> 'LEFT' then",
    test: FILTER,
    title: "lets a story go that is back, and is not for it any more",
  },
  {
    name: "07-what-shows-a-story-is-not-told",
    file: "src/content/change/shown-beside.ts",
    from: "as shown where ${noticed}",
    to: "as shown where false",
    test: BESIDE,
    title: "is told of at the moment for which that is scheduled",
  },
  {
    name: "07-an-edge-has-one-end",
    file: "src/content/change/shown-beside.ts",
    from: ") as turned",
    to: ") as turned where false",
    test: BESIDE,
    title: "is told of at the other end of an edge that is taken away",
  },
  {
    name: "07-what-shows-a-story-is-not-purged",
    file: "src/content/change/purged-tags.ts",
    from: ", ...rows.map(({ tag }) => tag)",
    to: "",
    test: BESIDE,
    title: "is told of when that is published, as itself, and purged with it",
  },
  {
    name: "07-an-unseen-kill-is-told",
    file: "src/content/article/withdraw.commands.ts",
    from: "isForDesk: !forReaders.has(other)",
    to: "isForDesk: false",
    test: BESIDE,
    title: "by that of one that was not, to the desk alone",
  },
  {
    name: "07-hidden-parts-are-told",
    file: "src/content/change/told-changes.ts",
    from: "${isThere(sql`c.entity_type::text`, sql`c.entity_id`, viewing)} as is_there",
    to: "true as is_there",
    test: SHARED,
    title: "tells readers nothing of what only hidden stories show",
  },
  {
    name: "07-a-tag-appears-in-silence",
    file: "src/content/change/shown-beside.ts",
    from: "e.is_new and there.is_there and ${isFirst(viewing)} as is_first",
    to: "false as is_first",
    test: SHARED,
    title: "until one appears by itself",
  },
  {
    name: "07-a-tag-goes-in-silence",
    file: "src/content/change/shown-beside.ts",
    from: "first.is_first or e.is_lost and not there.is_there end",
    to: "first.is_first end",
    test: SHARED,
    title: "again when it goes with the last",
  },
  {
    name: "07-another-name-is-not-told",
    file: "src/content/article/write-articles.commands.ts",
    from: "tags: [...shared.changed.tags, ...revealed.tags],",
    to: "tags: [],",
    test: SHARED,
    title: "tells of another name",
  },
  {
    name: "07-a-front-is-not-told",
    file: "src/content/desk/front.desk.ts",
    from: "await recordEntityChanges(",
    to: "((..._given: unknown[]) => undefined)(",
    test: SHARED,
    title: "tells of a front that was set",
  },
];
