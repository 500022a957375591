/** Why a write was refused; what each means to whoever sends it. Part of the contract. */
export const PROBLEM_CODES = [
  /** An id that is not one of ours. */
  "ID_INVALID",
  /** Nothing goes by this id. */
  "NOT_FOUND",
  /** Someone wrote in between: read again, then decide. */
  "VERSION_CONFLICT",
  /** Not a value that can be kept: empty, malformed, out of range. */
  "VALUE_INVALID",
  "TOO_LONG",
  "TOO_MANY",
  /** Another has it. */
  "TAKEN",
  /** Nobody gives what they have not themselves. */
  "BEYOND_CALLER",
  /** The same twice. */
  "DUPLICATE",
  /** A story cannot point at itself. */
  "SELF_REFERENCE",
  /** A withdrawn story is final. */
  "WITHDRAWN",
  "ALREADY_PUBLISHED",
  "NOT_PUBLISHED",
  /** Nobody can have seen it, so there is nothing to withdraw. */
  "NEVER_PUBLISHED",
  /** A story is to stand in a body that keeps no place for it. */
  "NO_PLACE",
  /** The document is not of its format. */
  "DOCUMENT_UNREADABLE",
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is wrong with the input of a write. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence that names the value. */
  readonly message: string;
  /** Where it stands in the arguments: `["input", "tagIds", "1"]`. */
  readonly path: readonly string[];
}

/** Thrown inside a write's transaction, which it undoes; never reaches a client as an error. */
export class RefusedWrite extends Error {
  override readonly name = "RefusedWrite";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join(" "));
    this.problems = problems;
  }
}
