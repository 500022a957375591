import type { Contract } from "./breaking-changes.ts";
import { git } from "./repository.ts";

const SCHEMA_FILE = "schema/schema.graphql";
const CHANGELOG_FILE = "schema/CHANGELOG.md";

/** A contract that was committed. */
export interface ReleasedContract extends Contract {
  /** Tag or short hash. */
  readonly commit: string;
}

/**
 * What clients may be built on: the contract of the latest release (tag), and the last committed one that differs from
 * `schema`, which is HEAD's while a change is being made and an older one once it has been committed.
 */
export function releasedContracts(root: string, schema: string): ReleasedContract[] {
  const fileAt = (commit: string, path: string) => git(root, "show", `${commit}:${path}`) ?? "";
  const tag = git(root, "describe", "--tags", "--abbrev=0");
  const commits = git(root, "log", "--format=%h", "--", SCHEMA_FILE)?.split("\n").filter(Boolean) ?? [];
  const previous = commits.find((commit) => fileAt(commit, SCHEMA_FILE) !== schema.trimEnd());
  return [tag, previous]
    .filter((commit) => commit !== undefined)
    .map((commit) => ({ commit, schema: fileAt(commit, SCHEMA_FILE), changelog: fileAt(commit, CHANGELOG_FILE) }))
    .filter((contract) => contract.schema !== "");
}
