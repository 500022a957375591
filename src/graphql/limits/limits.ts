import type { ErrorCode } from "../../errors.ts";

/** One row: what is bounded, by which environment variable, how far, and with which code more than that is refused. */
interface Limit {
  readonly variable: string;
  readonly default: number;
  /** Largest value that may be configured: further, what stands behind the limit is no longer safe. */
  readonly most: number;
  /** Null where nothing is refused: the rest is left out. */
  readonly code: ErrorCode | null;
  readonly description: string;
}

/** Every limit there is before an operation runs, and on its errors, by its name in `service`; in the order of being checked. */
export const LIMITS = {
  maxBodyBytes: {
    variable: "MAX_BODY_BYTES",
    default: 1_048_576,
    most: 64 * 1024 * 1024,
    code: "PAYLOAD_TOO_LARGE",
    description: "Largest request body, in bytes.",
  },
  maxDocumentBytes: {
    variable: "MAX_DOCUMENT_BYTES",
    default: 20_480,
    most: 1_048_576,
    code: "DOCUMENT_TOO_LARGE",
    description: "Largest document, in bytes of UTF-8.",
  },
  maxDocumentTokens: {
    variable: "MAX_DOCUMENT_TOKENS",
    default: 1_000,
    most: 20_000,
    code: "TOO_MANY_TOKENS",
    description: "Most lexical tokens of a document.",
  },
  maxNesting: {
    variable: "MAX_NESTING",
    default: 40,
    most: 200,
    code: "DOCUMENT_TOO_NESTED",
    description: "Most brackets of a document that are open at once.",
  },
  maxOperations: {
    variable: "MAX_OPERATIONS",
    default: 10,
    most: 1_000,
    code: "TOO_MANY_OPERATIONS",
    description: "Most operations of a document.",
  },
  maxFragments: {
    variable: "MAX_FRAGMENTS",
    default: 30,
    most: 1_000,
    code: "TOO_MANY_FRAGMENTS",
    description: "Most fragments of a document.",
  },
  maxRepeats: {
    variable: "MAX_REPEATS",
    default: 100,
    most: 1_000,
    code: "TOO_MANY_REPEATS",
    description: "Most fields of a document with the same response name: validation compares them in pairs.",
  },
  maxRootFields: {
    variable: "MAX_ROOT_FIELDS",
    default: 20,
    most: 1_000,
    code: "TOO_MANY_ROOT_FIELDS",
    description: "Most root fields of an operation, through fragments.",
  },
  maxDepth: {
    variable: "MAX_DEPTH",
    default: 12,
    most: 100,
    code: "OPERATION_TOO_DEEP",
    description: "Most fields of an operation one below the other; introspection does not count.",
  },
  maxAliases: {
    variable: "MAX_ALIASES",
    default: 30,
    most: 1_000,
    code: "TOO_MANY_ALIASES",
    description: "Most aliases of an operation, through fragments.",
  },
  maxDirectives: {
    variable: "MAX_DIRECTIVES",
    default: 30,
    most: 1_000,
    code: "TOO_MANY_DIRECTIVES",
    description: "Most directives of an operation, through fragments.",
  },
  maxFields: {
    variable: "MAX_FIELDS",
    default: 500,
    most: 10_000,
    code: "TOO_MANY_FIELDS",
    description: "Most fields of an operation, through fragments.",
  },
  maxOperationNameLength: {
    variable: "MAX_OPERATION_NAME_LENGTH",
    default: 200,
    most: 10_000,
    code: "OPERATION_NAME_TOO_LONG",
    description: "Longest `operationName`, in characters.",
  },
  maxVariablesNesting: {
    variable: "MAX_VARIABLES_NESTING",
    default: 10,
    most: 200,
    code: "VARIABLES_TOO_NESTED",
    description: "Most lists and objects of the variables one inside the other.",
  },
  maxVariablesValues: {
    variable: "MAX_VARIABLES_VALUES",
    default: 1_000,
    most: 100_000,
    code: "TOO_MANY_VARIABLES_VALUES",
    description: "Most values in the variables, those in lists and objects included.",
  },
  maxVariablesLength: {
    variable: "MAX_VARIABLES_LENGTH",
    default: 20_480,
    most: 64 * 1024 * 1024,
    code: "VARIABLES_TOO_LARGE",
    description: "Most characters of text in a query's variables; a mutation's are bounded by its body.",
  },
  maxCost: {
    variable: "MAX_COST",
    default: 10_000,
    most: 1_000_000_000,
    code: "OPERATION_TOO_COSTLY",
    description: "Dearest operation, in points.",
  },
  maxErrors: {
    variable: "MAX_ERRORS",
    default: 100,
    most: 10_000,
    code: null,
    description: "Most errors in an answer; the rest are left out.",
  },
  maxMessageLength: {
    variable: "MAX_MESSAGE_LENGTH",
    default: 300,
    most: 10_000,
    code: null,
    description: "Longest message of an error, in characters; the rest is cut off.",
  },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

/** The limits in force. */
export type Limits = Readonly<Record<LimitName, number>>;

export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];

export const DEFAULT_LIMITS = Object.fromEntries(LIMIT_NAMES.map((name) => [name, LIMITS[name].default])) as Limits;
