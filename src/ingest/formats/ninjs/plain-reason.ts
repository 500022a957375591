import type { z } from "zod";

/** What a zod issue says, as a clause for an editor: "must be at most 1000 characters, got 1203". */
export function plainReason(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined && issue.code === "invalid_type") return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "int"
        ? `must be a whole number, got ${kindOf(issue.input)}`
        : `must be ${expectation(issue.expected)}, got ${kindOf(issue.input)}`;
    case "too_big":
      return `must be at most ${issue.maximum}${unitOf(issue.origin)}, got ${sizeOf(issue.input)}`;
    case "too_small":
      return issue.origin === "string"
        ? "must not be empty"
        : `must be at least ${issue.minimum}${unitOf(issue.origin)}, got ${sizeOf(issue.input)}`;
    default:
      return typeof issue.input === "string" ? `${issue.message}, got "${issue.input.slice(0, 60)}"` : issue.message;
  }
}

const expectation = (type: string) => `${/^[aio]/.test(type) ? "an" : "a"} ${type}`;

function kindOf(input: unknown): string {
  if (input === null) return "null";
  if (typeof input === "number") return String(input);
  return Array.isArray(input) ? "an array" : expectation(typeof input);
}

const unitOf = (origin: string) => (origin === "string" ? " characters" : origin === "array" ? " elements" : "");

const sizeOf = (input: unknown) => (typeof input === "string" || Array.isArray(input) ? input.length : String(input));
