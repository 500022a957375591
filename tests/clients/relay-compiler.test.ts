import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSchema, getNamedType, isObjectType, isRequiredArgument } from "graphql";
import { describe, expect, onTestFinished, test } from "vitest";
import { readText } from "../architecture/repository.ts";

const require = createRequire(import.meta.url);
/** Path of the package's binary. */
const COMPILER = String(require("relay-compiler"));
const SDL = readText("schema/schema.graphql");
const PAGING = [
  ["first", "after"],
  ["last", "before"],
] as const;

/** By its name a fragment for each connection of the schema and each direction in which it is paged: it can be asked for its next page. */
function paginationFragments(): Map<string, string> {
  const fragments = new Map<string, string>();
  const types = Object.values(buildSchema(SDL).getTypeMap()).filter((type) => isObjectType(type));
  for (const { type, field } of types.flatMap((each) =>
    Object.values(each.getFields()).map((one) => ({ type: each, field: one })),
  )) {
    if (!getNamedType(field.type).name.endsWith("Connection")) continue;
    const required = field.args.filter((arg) => isRequiredArgument(arg));
    for (const [size, from] of PAGING) {
      if (!field.args.some(({ name }) => name === from)) continue;
      const name = `${type.name}_${field.name}_${size}`;
      const declared = required.map((arg) => `${arg.name}: { type: "${String(arg.type)}" }`).join(", ");
      const given = required.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
      fragments.set(
        name,
        `fragment ${name} on ${type.name} @refetchable(queryName: "${name}Query")
        @argumentDefinitions(size: { type: "Int", defaultValue: 5 }, from: { type: "String" }, ${declared}) {
          ${field.name}(${size}: $size, ${from}: $from, ${given}) @connection(key: "${name}_${field.name}") {
            edges { node { __typename } }
          }
        }`,
      );
    }
  }
  return fragments;
}

/** What Relay's compiler writes, by name, of an application with these documents; and, when it fails, what it says. */
async function compile(documents: Iterable<string>, sdl = SDL): Promise<{ written: string[]; failure: string }> {
  const directory = await mkdtemp(join(tmpdir(), "kiosque-relay-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const written = join(directory, "written");
  const config = { src: "src", schema: "schema.graphql", artifactDirectory: "written", language: "typescript" };
  await mkdir(join(directory, "src"));
  await mkdir(written);
  await writeFile(join(directory, "schema.graphql"), sdl);
  await writeFile(join(directory, "relay.config.json"), JSON.stringify(config));
  await writeFile(join(directory, "src/app.ts"), Array.from(documents, (text) => `graphql\`${text}\`;\n`).join(""));
  const failure = await new Promise<string>((resolve) => {
    execFile(COMPILER, ["--noWatchman", "relay.config.json"], { cwd: directory }, (error, stdout, stderr) =>
      resolve(error ? `${error.message}\n${stdout}${stderr}` : ""),
    );
  });
  const files = await readdir(written);
  return { written: files.map((file) => file.replace(".graphql.ts", "")).toSorted(), failure };
}

describe("Relay's compiler", () => {
  test("makes a list with a next page of every connection, in every direction it is paged", async () => {
    const fragments = paginationFragments();
    const names = [...fragments.keys()];
    const { written, failure } = await compile(fragments.values());

    expect(failure).toBe("");
    expect(names).toEqual(
      expect.arrayContaining(["Query_articles_first", "Query_articles_last", "Article_related_first"]),
    );
    expect(written).toEqual(names.flatMap((name) => [name, `${name}Query`]).toSorted());
  });

  test("would refuse a connection that says not where it ends", async () => {
    const { written, failure } = await compile(
      paginationFragments().values(),
      SDL.replace("  endCursor: String\n", ""),
    );

    expect(failure).toContain("to expose a 'pageInfo { endCursor }' field");
    expect(written).toEqual([]);
  });
});

describe("An id", () => {
  test("is one object's, for Relay keeps objects by it alone: what has one is a node, a block, an edge or a key", () => {
    const types = Object.values(buildSchema(SDL).getTypeMap()).filter((type) => isObjectType(type));
    const others = types.filter(
      (type) => "id" in type.getFields() && !type.getInterfaces().some(({ name }) => /^(Node|BodyBlock)$/.test(name)),
    );

    expect(others.map(({ name }) => name)).toEqual(["KeyPayload", "RelatedStoryEdge"]);
  });
});
