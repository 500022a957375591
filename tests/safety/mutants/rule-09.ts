import type { Mutant } from "../mutant.ts";

const LICENCES = "tests/http/licences.test.ts";
const ANYONE = "tests/http/anonymous-licence.test.ts";
const MOVES = "tests/graphql/desk/licensed-moves.test.ts";

/** Licences cover what is made from the text, and nobody writes their way into one. */
export const mutants: readonly Mutant[] = [
  {
    name: "09-summary-of-a-body",
    file: "src/content/visibility.ts",
    from: "then ${article}.summary else '' end",
    to: "then ${article}.summary else ${article}.summary end",
    test: LICENCES,
    title: "what is made from the body is not, and access says why",
  },
  {
    name: "09-anyone-reads-all",
    file: "src/content/licence.ts",
    from: 'if (viewer.kind === "ANONYMOUS") return open;',
    to: 'if (viewer.kind === "ANONYMOUS") return null;',
    test: ANYONE,
    title: "anyone reads no body, and a key what it is licensed for",
  },
  {
    name: "09-key-gives-less-than-none",
    file: "src/content/licence.ts",
    from: "[...new Set([...viewer.licensedSections, ...open])]",
    to: "viewer.licensedSections",
    test: ANYONE,
    title: "anyone reads these sections and what is below them",
  },
  {
    name: "09-desk-reads-with-anyone",
    file: "src/content/licence.ts",
    from: 'if (view === "DESK") return viewer.licensedSections;',
    to: "",
    test: ANYONE,
    title: "the desk's view goes by the key alone",
  },
  {
    name: "09-wrong-reason",
    file: "src/graphql/article/article.resolver.ts",
    from: 'lacksScope ? "DENIED_SCOPE" : "DENIED_LICENCE"',
    to: '"DENIED_LICENCE"',
    test: ANYONE,
    title: "says that the scope is missing",
  },
  {
    name: "09-move-into-the-licence",
    file: "src/content/desk/edit-article.ts",
    from: "checkMove(desk, { before: article.draft, after: draft });",
    to: "",
    test: MOVES,
    title: "does not move a story into it, nor below it",
  },
  {
    name: "09-ingest-into-the-licence",
    file: "src/ingest/ingest-document.ts",
    from: "withoutForbiddenMoves(em, given, mayMove)",
    to: "withoutForbiddenMoves(em, given, () => true)",
    test: MOVES,
    title: "a new version leaves the story in its section",
  },
  {
    name: "09-picture-of-a-body",
    file: "src/content/image/known-images.ts",
    from: "asking.licence ? isKnown : sql`true`",
    to: "sql`true`",
    test: "tests/graphql/desk/licensed-pictures.test.ts",
    title: "knows no picture of another body by its key",
  },
];
