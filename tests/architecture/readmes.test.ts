import { describe, expect, test } from "vitest";
import { anchorsOf, type Link, linksIn } from "./markdown-links.ts";
import { readText, trackedFiles } from "./repository.ts";

const FIRST = "README.md";
const MAX_BYTES = 12_000;

const files = new Set(trackedFiles());
const documents = new Map([...files].filter((path) => path.endsWith(".md")).map((path) => [path, readText(path)]));
const links = new Map([...documents].map(([path, text]) => [path, linksIn(path, text)]));

const isBroken = ({ path, anchor }: Link): boolean =>
  !files.has(path) || (anchor !== undefined && !anchorsOf(documents.get(path) ?? "").has(anchor));

/** Every document that someone gets to who begins there and follows links. */
function reachableFrom(first: string): Set<string> {
  const reached = new Set([first]);
  for (const path of reached) for (const link of links.get(path) ?? []) reached.add(link.path);
  return reached;
}

describe("The READMEs", () => {
  test(`the first page has ${MAX_BYTES} bytes or fewer`, () => {
    expect(Buffer.byteLength(readText(FIRST))).toBeLessThanOrEqual(MAX_BYTES);
  });

  test("every relative link leads to a file, and to a heading where it names one", () => {
    const broken = [...links].flatMap(([from, all]) => all.filter(isBroken).map((link) => ({ from, ...link })));

    expect([...links.values()].flat().length).toBeGreaterThan(50);
    expect(broken).toEqual([]);
  });

  test("each can be reached from the first page", () => {
    const reached = reachableFrom(FIRST);
    const readmes = [...documents.keys()].filter((path) => path.endsWith(FIRST));

    expect(readmes.filter((path) => !reached.has(path))).toEqual([]);
  });
});
