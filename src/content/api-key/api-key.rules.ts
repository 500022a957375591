import type { Problem } from "../problem.ts";
import { type SectionTree, withDescendants } from "../section/section-tree.ts";
import { type Scope, SCOPES, type Viewer } from "../viewer.ts";

export const MAX_KEY_NAME_LENGTH = 200;
export const MAX_POINTS_PER_MINUTE = 1_000_000_000;

/** A key as asked for. */
export interface ApiKeyDraft {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Null: all sections. */
  readonly sectionIds: readonly number[] | null;
  /** Null: as configured for keys. */
  readonly pointsPerMinute: number | null;
  /** Null: never. */
  readonly expiresAt: Date | null;
}

const isScope = (text: string): text is Scope => SCOPES.some((scope) => scope === text);

/** What is wrong with a draft, in the order of its fields; paths begin at the draft. */
export function problemsOf(draft: ApiKeyDraft, sections: SectionTree, now: Date): Problem[] {
  const { name, scopes, sectionIds, pointsPerMinute, expiresAt } = draft;
  const problems: Problem[] = [];
  // Control characters would break a line of `keys list`, and PostgreSQL takes no U+0000.
  if (name.trim() === "" || /\p{Cc}/u.test(name) || !name.isWellFormed())
    problems.push(invalid("A key needs a name, in one line.", "name"));
  if (name.length > MAX_KEY_NAME_LENGTH)
    problems.push({
      code: "TOO_LONG",
      message: `The name takes at most ${MAX_KEY_NAME_LENGTH} characters.`,
      path: ["name"],
    });
  if (scopes.length === 0) problems.push(invalid(`A key needs a scope: ${SCOPES.join(", ")}.`, "scopes"));
  scopes.forEach((scope, index) => {
    if (!isScope(scope))
      problems.push(invalid(`${scope.slice(0, 50)} is no scope: ${SCOPES.join(", ")}.`, "scopes", `${index}`));
  });
  if (sectionIds?.length === 0)
    problems.push(invalid("Name a section, or leave sections out for all of them.", "sectionIds"));
  sectionIds?.forEach((id, index) => {
    if (!sections.byId.has(id))
      problems.push({ code: "NOT_FOUND", message: `There is no Section:${id}.`, path: ["sectionIds", `${index}`] });
  });
  if (pointsPerMinute !== null && !isPoints(pointsPerMinute))
    problems.push(
      invalid(`pointsPerMinute is 1 to ${MAX_POINTS_PER_MINUTE}, got ${pointsPerMinute}.`, "pointsPerMinute"),
    );
  if (expiresAt && expiresAt <= now)
    problems.push(invalid(`A key expires in the future, not ${expiresAt.toISOString()}.`, "expiresAt"));
  return problems;
}

/** Nobody gives what they have not themselves: what of a key is beyond its maker. */
export function excessOf(
  key: Pick<ApiKeyDraft, "scopes" | "sectionIds">,
  maker: Viewer,
  sections: SectionTree,
): Problem[] {
  const problems = key.scopes.flatMap((scope, index) =>
    maker.scopes.some((own) => own === scope)
      ? []
      : [beyond(`The caller has not the scope ${scope} itself.`, "scopes", `${index}`)],
  );
  // Sections say whose bodies content:read reads: without it they say nothing.
  if (maker.licensedSections === null || !key.scopes.includes("content:read")) return problems;
  if (key.sectionIds === null)
    return [...problems, beyond("The caller is not licensed for all sections.", "sectionIds")];
  const own = new Set(withDescendants(sections, maker.licensedSections));
  const foreign = key.sectionIds.flatMap((id, index) =>
    own.has(id) ? [] : [beyond(`The caller is not licensed for Section:${id}.`, "sectionIds", `${index}`)],
  );
  return [...problems, ...foreign];
}

const isPoints = (points: number): boolean =>
  Number.isInteger(points) && points >= 1 && points <= MAX_POINTS_PER_MINUTE;

const invalid = (message: string, ...path: string[]): Problem => ({ code: "VALUE_INVALID", message, path });

const beyond = (message: string, ...path: string[]): Problem => ({ code: "BEYOND_CALLER", message, path });
