/** Every code a client can find in `extensions.code`, with what it means. The table in schema/README.md is tested equal. */
export const ERROR_CODES = {
  CURSOR_INVALID: "The cursor is damaged, or was made by another list, order or filter.",
  TOKEN_INVALID: "`since` is no token of this change log, or one of another view.",
  TOKEN_EXPIRED:
    "`since` is older than the change log, or of before its database was promoted or restored: start over, without it.",
  ID_INVALID: "The id is not one this gateway makes.",
  LOOKUP_INVALID: "A look-up takes exactly one of its arguments.",
  PAGE_SIZE_INVALID: "`first` or `last` is out of range.",
  DEPTH_INVALID: "`depth` is out of range.",
  PAGE_ARGUMENTS_INVALID: "Paging arguments that exclude each other.",
  TOO_MANY_IDS: "More ids than one look-up takes.",
  LOCALE_INVALID: "Not a BCP 47 language tag.",
  TIME_ZONE_INVALID: "Not an IANA time zone.",
  FORBIDDEN: "The caller's key has not the scope that this takes.",
  UNAUTHENTICATED: "The key is not valid, or there is none where one is needed.",
  CREDENTIALS_AMBIGUOUS: "A request carries one key, in one header.",
  VIEW_INVALID: "`X-Kiosque-View` is `public` or `desk`.",
  RATE_LIMITED: "The caller's points of this minute are used, or too many keys were wrong.",
  GRAPHQL_PARSE_FAILED: "The document is not GraphQL.",
  GRAPHQL_VALIDATION_FAILED: "The document does not fit the schema.",
  OPERATION_RESOLUTION_FAILURE: "No operation, or more than one, goes by that name.",
  BAD_USER_INPUT: "A variable or argument is of the wrong type.",
  BAD_REQUEST: "The HTTP request is not a GraphQL request.",
  PERSISTED_QUERY_NOT_FOUND: "No document is kept under this hash; send it along.",
  PERSISTED_QUERY_HASH_MISMATCH: "The hash is not that of the document sent along.",
  DOCUMENT_NOT_FOUND: "No document of the manifest has this `documentId`.",
  DOCUMENT_NOT_TRUSTED: "Only operations of the manifest are run for this caller.",
  DOCUMENT_TOO_LARGE: "The document has too many bytes.",
  TOO_MANY_TOKENS: "The document has too many tokens.",
  DOCUMENT_TOO_NESTED: "The document opens too many brackets inside each other.",
  TOO_MANY_OPERATIONS: "The document has too many operations.",
  TOO_MANY_FRAGMENTS: "The document has too many fragments.",
  TOO_MANY_REPEATS: "The document has too many fields with the same response name.",
  TOO_MANY_ROOT_FIELDS: "The operation asks for too many root fields.",
  OPERATION_TOO_DEEP: "The operation has too many fields one below the other.",
  TOO_MANY_ALIASES: "The operation has too many aliases.",
  TOO_MANY_DIRECTIVES: "The operation has too many directives.",
  TOO_MANY_FIELDS: "The operation has too many fields.",
  OPERATION_NAME_TOO_LONG: "`operationName` is too long.",
  VARIABLES_TOO_NESTED: "The variables have too many lists and objects inside each other.",
  TOO_MANY_VARIABLES_VALUES: "The variables hold too many values.",
  VARIABLES_TOO_LARGE: "The variables of a query hold too much text.",
  OPERATION_TOO_COSTLY: "The operation costs more points than one may: ask for smaller pages.",
  NOT_ACCEPTABLE: "The Accept header takes none of the media types there are.",
  REQUEST_TIMEOUT: "The request did not arrive in time.",
  PAYLOAD_TOO_LARGE: "The request's body is too large.",
  URI_TOO_LONG: "The request's URL is too long; POST takes longer ones.",
  UNSUPPORTED_MEDIA_TYPE: "The request's body is not application/json in UTF-8, or is compressed.",
  HEADERS_TOO_LARGE: "The request's headers are too large.",
  GONE: "The story at this path was withdrawn.",
  NOT_FOUND: "Nothing lives at this path.",
  METHOD_NOT_ALLOWED: "This path does not take this method.",
  IDEMPOTENCY_KEY_REUSED: "The idempotency key was sent with another request before.",
  EXECUTION_TIMEOUT: "The answer took too long, and was given up. Nothing was written.",
  UNKNOWN_OUTCOME: "A mutation may have been written: ask again with the idempotency key.",
  OVERLOADED: "Too much is asked for at once: nothing was done; try again.",
  UNAVAILABLE: "The gateway is starting, draining or without its database.",
  INTERNAL: "Our fault; quote the request id.",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * HTTP status of an answer that holds nothing but an error of this code. Codes without one are about a request that HTTP
 * has no quarrel with, but that GraphQL cannot run: 200 as `application/json`, 400 as `application/graphql-response+json`.
 */
export const STATUS_BY_CODE: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_REQUEST: 400,
  PERSISTED_QUERY_HASH_MISMATCH: 400,
  CREDENTIALS_AMBIGUOUS: 400,
  VIEW_INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  GONE: 410,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  PAYLOAD_TOO_LARGE: 413,
  URI_TOO_LONG: 414,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL: 500,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
  EXECUTION_TIMEOUT: 504,
  UNKNOWN_OUTCOME: 504,
};

/** What a field says of who asks. Where that leaves no data, nothing was answered, and it is the status of the answer. */
export const ACCESS_CODES: ReadonlySet<ErrorCode | undefined> = new Set<ErrorCode>(["UNAUTHENTICATED", "FORBIDDEN"]);

/** A failure we chose to show; anything else reaches the client as INTERNAL with a request id. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
