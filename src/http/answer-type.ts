import Negotiator from "negotiator";

const JSON_TYPE = "application/json; charset=utf-8";
const GRAPHQL_TYPE = "application/graphql-response+json; charset=utf-8";

const TYPES = [JSON_TYPE, GRAPHQL_TYPE] as const;

/** The media types of GraphQL over HTTP: in the first, 200 also stands for an operation that could not be run. */
export type AnswerType = (typeof TYPES)[number];

/** What most clients send; the rest is weighed as RFC 9110 says. */
const USUAL = new Map<string | undefined, AnswerType>([
  [undefined, JSON_TYPE],
  ["", JSON_TYPE],
  ["*/*", JSON_TYPE],
  ["application/json", JSON_TYPE],
  ["application/graphql-response+json", GRAPHQL_TYPE],
  // Apollo Client, urql.
  ["application/graphql-response+json,application/json;q=0.9", GRAPHQL_TYPE],
  [
    "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed",
    GRAPHQL_TYPE,
  ],
]);

/** The media type that an Accept header likes best; undefined when it takes none. JSON unless it says otherwise. */
export function answerTypeFor(accept: string | undefined): AnswerType | undefined {
  const usual = USUAL.get(accept);
  if (usual) return usual;
  const liked = new Negotiator({ headers: { accept } }).mediaType([...TYPES]);
  return TYPES.find((type) => type === liked);
}

/** Status of an answer whose operation could not be run, where HTTP itself has no quarrel with the request. */
export const unrunnableStatus = (type: AnswerType): number => (type === JSON_TYPE ? 200 : 400);
