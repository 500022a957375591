import { type DocumentNode, getOperationAST, GraphQLError, type GraphQLSchema, OperationTypeNode } from "graphql";
import type { Viewer } from "../../content/viewer.ts";
import { GatewayError } from "../../errors.ts";
import { createCostOf } from "../limits/cost.ts";
import { beyond } from "../limits/limit-error.ts";
import type { Variables } from "../limits/points.ts";
import { CHARACTERS_OF_A_DOCUMENT_POINT, REQUEST_POINTS } from "../limits/prices.ts";
import { requestExcess } from "../limits/request-limits.ts";
import { type DocumentParams, type DocumentSource, documentSource } from "./document-source.ts";
import type { KeptDocuments } from "./kept-documents.ts";
import type { Manifest } from "./manifest.ts";
import { type PreparationRules, PreparedDocuments } from "./prepared-documents.ts";

export interface DocumentRules extends PreparationRules {
  readonly manifest: Manifest;
  readonly kept: KeptDocuments;
  /** Only the manifest's operations are run, except for keys of the newsroom's own. */
  readonly isTrustedOnly: boolean;
}

/** The parameters of a GraphQL request, of the right types. */
export interface GraphqlParams extends DocumentParams {
  readonly operationName?: string | null;
  readonly variables?: Variables | null;
}

/** What a request asks for: allowed, valid and within all limits. */
export interface Prepared {
  readonly document: DocumentNode;
  readonly text: string;
  /** What the operation costs. */
  readonly points: number;
  readonly isMutation: boolean;
  /** What its document costs besides, in points: 0 where it is kept from before. */
  readonly newness: number;
}

/** Why a request is not run; each error has a code. It costs what a request does, and its document. */
export interface Refused extends Pick<Prepared, "points" | "newness"> {
  readonly errors: readonly GraphQLError[];
}

/** All that stands between a request's parameters and execution. */
export interface Documents {
  prepare(params: GraphqlParams, viewer: Viewer): Promise<Prepared | Refused>;
  /** A prepared document, by its hash, while it is kept. */
  get(hash: string): DocumentNode | undefined;
  /** More is kept beside it. */
  grew(document: DocumentNode, bytes: number): void;
}

export function createDocuments(schema: GraphQLSchema, rules: DocumentRules): Documents {
  const { limits, manifest, kept, isTrustedOnly } = rules;
  const prepared = new PreparedDocuments(schema, rules);
  const costOf = createCostOf(schema);

  const textOf = async (source: DocumentSource): Promise<string> => {
    if (source.kind === "text") return source.text;
    const known = manifest.get(source.hash);
    if (known !== undefined) return known;
    if (source.kind === "manifest") throw new GatewayError("DOCUMENT_NOT_FOUND", "No document has this documentId.");
    const text = await kept.get(source.hash);
    if (text !== undefined) return text;
    throw new GatewayError("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
  };

  const prepare = async (params: GraphqlParams, viewer: Viewer): Promise<Prepared | Refused> => {
    const source = documentSource(params);
    const isForeign = source.kind !== "manifest" && manifest.get(source.hash) === undefined;
    if (isTrustedOnly && isForeign && !isOfTheNewsroom(viewer)) {
      throw new GatewayError("DOCUMENT_NOT_TRUSTED", "Only the newsroom's own operations are run here.");
    }
    const text = await textOf(source);
    const isRead = prepared.get(source.hash) === undefined && text.length <= limits.maxDocumentBytes;
    const newness = isRead ? Math.floor(text.length / CHARACTERS_OF_A_DOCUMENT_POINT) : 0;
    const document = prepared.prepare(text, source.hash);
    if (!("kind" in document)) return refused(document, newness);
    if (source.kind === "text" && source.isToBeKept) await kept.keep(source.hash, text);
    const { operationName, variables } = params;
    const isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
    const excess = requestExcess({ operationName, variables, isMutation }, limits);
    if (excess) return refused([excess], newness);
    const points = costOf(document, params);
    if (points <= limits.maxCost) return { document, text, points, isMutation, newness };
    const isTooDear = beyond("maxCost", `An operation takes at most ${limits.maxCost} points, this one ${points}.`);
    return refused([isTooDear], newness);
  };

  return {
    get: (hash) => prepared.get(hash),
    grew: (document, bytes) => prepared.grew(document, bytes),
    async prepare(params, viewer) {
      try {
        return await prepare(params, viewer);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        return refused([new GraphQLError(error.message, { extensions: { code: error.code } })], 0);
      }
    },
  };
}

const refused = (errors: readonly GraphQLError[], newness: number): Refused => ({
  errors,
  points: REQUEST_POINTS,
  newness,
});

/** Whoever may see drafts or write is no stranger: the desk's tools ask for what they like. */
const isOfTheNewsroom = ({ scopes }: Viewer): boolean =>
  scopes.includes("content:desk") || scopes.includes("content:write");
