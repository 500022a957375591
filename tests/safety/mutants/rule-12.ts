import type { Mutant } from "../mutant.ts";

const PLACES = "tests/graphql/desk/inline-places.test.ts";

/** A body that is saved loses nothing silently. */
export const mutants: readonly Mutant[] = [
  {
    name: "12-body-without-place-is-taken",
    file: "src/content/desk/desk-body.ts",
    from: 'if (lost.length > 0 && on.storiesWithoutPlace === "REFUSE") await refuseLosing(lost, on);',
    to: "void refuseLosing;",
    test: PLACES,
    title: "without their places is refused, names them",
  },
  {
    name: "12-moved-stories-are-dropped",
    file: "src/content/desk/desk-body.ts",
    from: 'on.storiesWithoutPlace === "MOVE_TO_END" ? atTheEnd(lost, kept) : []',
    to: "atTheEnd([], kept)",
    test: PLACES,
    title: "moves them to the end when asked",
  },
  {
    name: "12-box-without-name-is-a-new-edge",
    file: "src/content/desk/desk-body.ts",
    from: "sameStory(homeless, edge) ?? edge",
    to: "edge",
    test: PLACES,
    title: "by an editor that keeps the box and loses its name",
  },
  {
    name: "12-two-stories-in-one-place",
    file: "src/content/desk/inline-places.ts",
    from: 'free.delete(edge.anchor ?? "")',
    to: 'free.has(edge.anchor ?? "")',
    test: PLACES,
    title: "with one place for two stories is refused for the second",
  },
  {
    name: "12-unseen-stories-are-named",
    file: "src/content/desk/inline-places.ts",
    from: "const seen = new Set(rows.map(({ uri }) => uri));",
    to: "const seen = new Set([...rows.map(({ uri }) => uri), ...uris]);",
    test: PLACES,
    title: "without a word of the story that they do not see",
  },
  {
    name: "12-surplus-is-placed-nowhere",
    file: "src/content/desk/related.desk.ts",
    from: 'if (placement === "INLINE") checkPlaces(ids, places, problems);',
    to: "void checkPlaces;",
    test: "tests/graphql/desk/set-inline.test.ts",
    title: "more stories than the body has places are refused, and named",
  },
  {
    name: "12-a-settled-body-loses-stories",
    file: "src/content/desk/settle.desk.ts",
    from: 'take.includes("body") && homeless.length > 0',
    to: "homeless.length < 0",
    test: "tests/graphql/desk/holds-stay.test.ts",
    title: "takes no body that has no place for the editor's inline story",
  },
];
