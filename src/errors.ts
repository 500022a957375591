/** Every code a client can find in `extensions.code`, with what it means. README's table is tested equal. */
export const ERROR_CODES = {
  CURSOR_INVALID: "The cursor is damaged, or was made by another list, order or filter.",
  ID_INVALID: "The id is not one this gateway makes.",
  LOOKUP_INVALID: "A look-up takes exactly one of its arguments.",
  PAGE_SIZE_INVALID: "`first` or `last` is out of range.",
  PAGE_ARGUMENTS_INVALID: "Paging arguments that exclude each other.",
  TOO_MANY_IDS: "More ids than one look-up takes.",
  LOCALE_INVALID: "Not a BCP 47 language tag.",
  TIME_ZONE_INVALID: "Not an IANA time zone.",
  GRAPHQL_PARSE_FAILED: "The document is not GraphQL.",
  GRAPHQL_VALIDATION_FAILED: "The document does not fit the schema.",
  OPERATION_RESOLUTION_FAILURE: "No operation, or more than one, goes by that name.",
  BAD_USER_INPUT: "A variable or argument is of the wrong type.",
  BAD_REQUEST: "The HTTP request is not a GraphQL request.",
  PERSISTED_QUERY_NOT_FOUND: "No document is kept under this hash; send it along.",
  PERSISTED_QUERY_NOT_SUPPORTED: "Persisted queries are off.",
  PAYLOAD_TOO_LARGE: "The request's body is too large.",
  UNSUPPORTED_MEDIA_TYPE: "The request's body is not application/json.",
  NOT_FOUND: "Nothing lives at this path.",
  METHOD_NOT_ALLOWED: "This path does not take this method.",
  UNAVAILABLE: "The gateway is starting, draining or without its database.",
  INTERNAL: "Our fault; quote the request id.",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** A failure we chose to show; anything else reaches the client as INTERNAL with a request id. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
