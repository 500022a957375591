import type { Contract } from "./breaking-changes.ts";
import { git } from "./repository.ts";

const SCHEMA_FILE = "schema/schema.graphql";
const CHANGELOG_FILE = "schema/CHANGELOG.md";

/**
 * What clients may be built on: the contract of the latest release (tag), and the last committed one that differs from
 * `schema`, which is HEAD's while a change is being made and an older one once it has been committed.
 */
export function releasedContracts(schema: string): (Contract & { readonly commit: string })[] {
  const tag = git("describe", "--tags", "--abbrev=0");
  const commits = git("log", "--format=%h", "--", SCHEMA_FILE)?.split("\n").filter(Boolean) ?? [];
  const previous = commits.find((commit) => fileAt(commit, SCHEMA_FILE) !== schema.trimEnd());
  return [tag, previous]
    .filter((commit) => commit !== undefined)
    .map((commit) => ({ commit, schema: fileAt(commit, SCHEMA_FILE), changelog: fileAt(commit, CHANGELOG_FILE) }))
    .filter((contract) => contract.schema !== "");
}

/** Text at that commit without its last line break; "" when there was no such file. */
const fileAt = (commit: string, path: string): string => git("show", `${commit}:${path}`) ?? "";
