import { describe, expect, test } from "vitest";
import { anchorsOf, linksIn } from "./markdown-links.ts";

const MARKDOWN = `# Title

See [above](../README.md#two-words), [here](#title) and [there](room/README.md), not <https://news.example> nor
[elsewhere](https://news.example/a.md) nor \`[code](code.md)\`.

\`\`\`md
# Not a heading
[not a link](nothing.md)
\`\`\`

## And \`out\` again: it's « said »!

## Title
`;

describe("linksIn", () => {
  test("has what leads to files and headings of the repository, from the top level", () => {
    expect(linksIn("src/README.md", MARKDOWN)).toEqual([
      { path: "README.md", anchor: "two-words" },
      { path: "src/README.md", anchor: "title" },
      { path: "src/room/README.md", anchor: undefined },
    ]);
  });
});

describe("anchorsOf", () => {
  test("has the headings as links name them, the second of a name with its number", () => {
    expect([...anchorsOf(MARKDOWN)]).toEqual(["title", "and-out-again-its--said-", "title-1"]);
  });
});
