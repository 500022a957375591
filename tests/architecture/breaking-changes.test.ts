import { describe, expect, test } from "vitest";
import { unannouncedBreaks } from "./breaking-changes.ts";

const SCHEMA = `
  type Query { article(slug: String): Article kind: Kind }
  type Article { id: ID! kicker: String }
  enum Kind { READ_ALSO }
`;
const CHANGELOG =
  "# Changes\n\nOne that breaks is marked BREAKING.\n\n- BREAKING: `Article.title` is now `headline`.\n";
const WITHOUT_KICKER = SCHEMA.replace(" kicker: String", "");

describe("unannouncedBreaks", () => {
  test("a removed field without a new line is reported", () => {
    const breaks = unannouncedBreaks(
      { schema: SCHEMA, changelog: CHANGELOG },
      { schema: WITHOUT_KICKER, changelog: `${CHANGELOG}- The kicker is gone.\n` },
    );

    expect(breaks).toEqual(["Article.kicker was removed."]);
  });

  test("every break is reported", () => {
    const after = WITHOUT_KICKER.replace("slug: String)", "slug: String!)");

    const breaks = unannouncedBreaks({ schema: SCHEMA, changelog: "" }, { schema: after, changelog: "" });

    expect(breaks.toSorted()).toEqual([
      "Article.kicker was removed.",
      "Query.article arg slug has changed type from String to String!.",
    ]);
  });

  test("a new line marked BREAKING announces it", () => {
    const changelog = CHANGELOG.replace("- ", "- **BREAKING**: `Article.kicker` is gone.\n- ");

    expect(unannouncedBreaks({ schema: SCHEMA, changelog: CHANGELOG }, { schema: WITHOUT_KICKER, changelog })).toEqual(
      [],
    );
  });

  test("BREAKING in prose announces nothing", () => {
    const changelog = `${CHANGELOG}This text is not an entry, though it says BREAKING.\n`;

    expect(
      unannouncedBreaks({ schema: SCHEMA, changelog: CHANGELOG }, { schema: WITHOUT_KICKER, changelog }),
    ).toHaveLength(1);
  });

  test.each([
    ["an additional field", SCHEMA.replace("id: ID!", "id: ID! headline: String!")],
    ["an additional enum value, which graphql-js calls dangerous", SCHEMA.replace("READ_ALSO", "READ_ALSO BACKGROUND")],
    ["an additional optional argument", SCHEMA.replace("slug: String", "slug: String, id: ID")],
    ["nothing", SCHEMA],
  ])("%s needs no line", (_change, after) => {
    expect(
      unannouncedBreaks({ schema: SCHEMA, changelog: CHANGELOG }, { schema: after, changelog: CHANGELOG }),
    ).toEqual([]);
  });
});
