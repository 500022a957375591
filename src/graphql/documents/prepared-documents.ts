import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { openCache } from "../../cache.ts";
import type { ErrorCode } from "../../errors.ts";
import { guardDocument } from "../limits/document-guard.ts";
import { documentExcesses } from "../limits/document-limits.ts";
import type { Limits } from "../limits/limits.ts";
import { knownOperationTypes } from "./known-operation-types.ts";

const MAX_BYTES = 50_000_000;
/** One that grows beyond it is prepared anew, with nothing planned yet. */
const MAX_DOCUMENT_BYTES = 8_000_000;
/** Of a document as it is parsed, for each character. */
const BYTES_PER_CHARACTER = 50;

const RULES = [...specifiedRules, knownOperationTypes];

export interface PreparationRules {
  readonly limits: Limits;
  /** Introspection is answered, and errors suggest names of the schema. */
  readonly isIntrospectable: boolean;
}

interface Kept {
  readonly document: DocumentNode;
  readonly bytes: number;
}

/** Documents parsed, found within the limits and valid, by their hash; the latest used are kept. */
export class PreparedDocuments {
  readonly #schema: GraphQLSchema;
  readonly #rules: PreparationRules;
  readonly #kept = openCache<string, Kept>("documents", {
    maxBytes: MAX_BYTES,
    maxEntryBytes: MAX_DOCUMENT_BYTES,
    bytesOf: ({ bytes }) => bytes,
  });
  readonly #hashes = new WeakMap<DocumentNode, string>();

  constructor(schema: GraphQLSchema, rules: PreparationRules) {
    this.#schema = schema;
    this.#rules = rules;
  }

  get(hash: string): DocumentNode | undefined {
    return this.#kept.get(hash)?.document;
  }

  /** @returns the document, or why it is refused */
  prepare(text: string, hash: string): DocumentNode | readonly GraphQLError[] {
    const known = this.get(hash);
    if (known) return known;
    const document = this.#parse(text);
    if (document instanceof GraphQLError) return [document];
    const excesses = documentExcesses(document, this.#rules.limits);
    if (excesses.length > 0) return excesses;
    const faults = this.#validate(document);
    if (faults.length > 0) return faults;
    this.#hashes.set(document, hash);
    this.#kept.set(hash, { document, bytes: BYTES_PER_CHARACTER * text.length });
    return document;
  }

  /** More is kept beside a document: what is planned for it lives as long as it does. */
  grew(document: DocumentNode, bytes: number): void {
    const hash = this.#hashes.get(document);
    const kept = hash === undefined ? undefined : this.#kept.peek(hash);
    if (hash !== undefined && kept?.document === document) {
      this.#kept.set(hash, { document, bytes: kept.bytes + bytes });
    }
  }

  #parse(text: string): DocumentNode | GraphQLError {
    try {
      guardDocument(text, this.#rules.limits);
      return parse(text);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return error.extensions["code"] === undefined ? coded(error, "GRAPHQL_PARSE_FAILED") : error;
    }
  }

  #validate(document: DocumentNode): GraphQLError[] {
    const { isIntrospectable, limits } = this.#rules;
    const rules = isIntrospectable ? RULES : [...RULES, NoSchemaIntrospectionCustomRule];
    const options = { hideSuggestions: !isIntrospectable, maxErrors: limits.maxErrors };
    return validate(this.#schema, document, rules, options).map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED"));
  }
}

function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  const { message, nodes = null, source = null, positions = null } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
