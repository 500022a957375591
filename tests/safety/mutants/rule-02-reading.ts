import type { Mutant } from "../mutant.ts";

const NINJS = "tests/ingest/formats/ninjs/ninjs-holds.test.ts";
const MENTIONS = "tests/ingest/formats/ninjs/held-associations.test.ts";
const FEEDS = "tests/ingest/formats/feeds/feed-kills.test.ts";
const WXR = "tests/ingest/formats/wxr/parse-wxr.test.ts";

/** Kills and holds take effect whatever else is wrong with their item: as far as they are read and reported. */
export const mutants: readonly Mutant[] = [
  {
    name: "02-one-spelling-of-the-property",
    file: "src/ingest/formats/ninjs/spell-holds.ts",
    from: 'NAMES.get(key.toLowerCase().replaceAll(/[^a-z]/g, ""))',
    to: "NAMES.get(key)",
    test: NINJS,
    title: "is read under the name PubStatus",
  },
  {
    name: "02-one-spelling-of-the-status",
    file: "src/ingest/formats/ninjs/ninjs-holds.ts",
    from: "STATUSES.get(codeIn(word))",
    to: "STATUSES.get(word)",
    test: NINJS,
    title: "is read in the spelling",
  },
  {
    name: "02-faulty-item-says-nothing",
    file: "src/ingest/formats/ninjs/parse-ninjs-item.ts",
    from: "isStoryline(item) ? parsed : withHold(parsed, holdIn(item, context))",
    to: "parsed",
    test: NINJS,
    title: "is refused, and its kill remains",
  },
  {
    name: "02-hold-is-not-saved",
    file: "src/ingest/source-item.ts",
    from: "problems.length === 0 ? (draft ?? hold) : hold",
    to: "problems.length === 0 ? (draft ?? hold) : undefined",
    test: "tests/graphql/desk/ingest-holds.test.ts",
    title: "that says canceled takes effect",
  },
  {
    name: "02-fault-is-not-said",
    file: "src/ingest/ingest-report.ts",
    from: "rejected > 0 || unreadable > 0 || problemCount > 0",
    to: "rejected > 0 || unreadable > 0",
    test: "tests/ingest/ingest.test.ts",
    title: "a faulty item that says canceled is counted by what it did",
  },
  {
    name: "02-mention-has-no-status",
    file: "src/ingest/formats/ninjs/ninjs-associations.ts",
    from: "status: statusOf(association, context),",
    to: "status: statusOf({ ...association, pubStatus: undefined }, context),",
    test: MENTIONS,
    title: "keeps its own word",
  },
  {
    name: "02-held-picture-is-shown",
    file: "src/ingest/formats/ninjs/ninjs-pictures.ts",
    from: "if (isHeldBack(association, now))",
    to: "if (isHeldBack({ ...association, pubStatus: undefined, embargoedUntil: undefined }, now))",
    test: MENTIONS,
    title: "is not shown",
  },
  {
    name: "02-password-is-not-seen",
    file: "src/ingest/formats/wxr/parse-wxr.ts",
    from: 'textOf(post, "wp:post_password") !== undefined',
    to: "false",
    test: WXR,
    title: "takes a password is withheld",
  },
  {
    name: "02-bin-is-passed-over",
    file: "src/ingest/formats/wxr/parse-wxr.ts",
    from: "return stories.has(uriOf(post)) ? [] : holdOf(post);",
    to: "return stories.has(uriOf(post)) ? holdOf(post) : [];",
    test: WXR,
    title: "is a hold of the story we may have of it",
  },
  {
    name: "02-deleted-entry-is-passed-over",
    file: "src/ingest/formats/feeds/parse-feed.ts",
    from: 'format === "atom" ? [...items, ...deletedEntries(text, items, context)] : items',
    to: "items",
    test: FEEDS,
    title: "what was deleted is canceled",
  },
  {
    name: "02-atom-draft-is-shown",
    file: "src/ingest/formats/feeds/feed-entry.ts",
    from: "draftIn(entry.draft, findings) ?? ",
    to: "",
    test: "tests/graphql/desk/ingest-holds.test.ts",
    title: "an Atom entry that its feed takes back to draft goes",
  },
  {
    name: "02-unknown-word-is-no-draft",
    file: "src/ingest/formats/feeds/feed-entry.ts",
    from: 'filter((word) => word !== "no")',
    to: 'filter((word) => word === "yes")',
    test: FEEDS,
    title: "which nobody knows",
  },
  {
    name: "02-faulty-entry-holds-without-its-time",
    file: "src/ingest/formats/feeds/feed-entry.ts",
    from: 'withoutUndefined({ uri, hold: "WITHHELD" as const, updatedAt })',
    to: '{ uri, hold: "WITHHELD" as const }',
    test: FEEDS,
    title: "a faulty entry holds back as of its time",
  },
  {
    name: "02-what-cannot-be-read-holds-nothing",
    file: "src/ingest/formats/ninjs/ninjs-holds.ts",
    from: 'isUnread ? "WITHHELD" : ',
    to: "",
    test: "tests/graphql/desk/holds-stay.test.ts",
    title: "by a status that nobody knows is held",
  },
];
