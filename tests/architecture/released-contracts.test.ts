import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { releasedContracts } from "./released-contracts.ts";
import { git } from "./repository.ts";

const contract = (version: number) => `type Query {\n  version${version}: Int\n}\n`;
const changelog = (version: number) => `- Version ${version}.`;

let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "kiosque-contracts-"));
  await mkdir(join(root, "schema"));
  git(root, "init");
});

afterEach(async () => rm(root, { recursive: true }));

async function commitVersion(version: number): Promise<void> {
  await writeFile(join(root, "schema/schema.graphql"), contract(version));
  await writeFile(join(root, "schema/CHANGELOG.md"), changelog(version));
  git(root, "add", ".");
  git(root, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--message", `Version ${version}`);
}

/** The versions a schema is compared with. */
const versionsFor = (schema: string) => releasedContracts(root, schema).map((released) => released.changelog);

describe("releasedContracts", () => {
  test("before the first commit there is none", () => {
    expect(releasedContracts(root, contract(1))).toEqual([]);
  });

  test("a change that is not committed is compared with HEAD", async () => {
    await commitVersion(1);
    await commitVersion(2);

    expect(versionsFor(contract(3))).toEqual([changelog(2)]);
  });

  test("a committed change is compared with the contract before it", async () => {
    await commitVersion(1);
    await commitVersion(2);

    expect(versionsFor(contract(2))).toEqual([changelog(1)]);
  });

  test("the latest release comes first, however many commits ago", async () => {
    await commitVersion(1);
    git(root, "tag", "v0.1.0");
    await commitVersion(2);
    await commitVersion(3);

    expect(versionsFor(contract(4))).toEqual([changelog(1), changelog(3)]);
  });

  test("a release without a contract is left out", async () => {
    git(root, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--allow-empty", "--message", "0");
    git(root, "tag", "v0.0.1");
    await commitVersion(1);

    expect(versionsFor(contract(2))).toEqual([changelog(1)]);
  });
});
