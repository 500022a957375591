import { Lexer, Source, TokenKind } from "graphql";
import { beyond } from "./limit-error.ts";
import type { Limits } from "./limits.ts";

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Stands in front of the parser, which descends as deep as a document does: reads tokens only, and no more of them than are
 * taken.
 *
 * @throws {GraphQLError} DOCUMENT_TOO_LARGE, TOO_MANY_TOKENS, DOCUMENT_TOO_NESTED; a syntax error where there is no token
 */
export function guardDocument(text: string, limits: Limits): void {
  const { maxDocumentBytes, maxDocumentTokens, maxNesting } = limits;
  if (Buffer.byteLength(text) > maxDocumentBytes) {
    throw beyond("maxDocumentBytes", `A document takes at most ${maxDocumentBytes} bytes.`);
  }
  const lexer = new Lexer(new Source(text));
  let open = 0;
  for (let count = 0; lexer.advance().kind !== TokenKind.EOF;) {
    if (++count > maxDocumentTokens) {
      throw beyond("maxDocumentTokens", `A document takes at most ${maxDocumentTokens} tokens.`);
    }
    if (OPENING.has(lexer.token.kind) && ++open > maxNesting) {
      throw beyond("maxNesting", `A document nests at most ${maxNesting} brackets.`);
    }
    if (CLOSING.has(lexer.token.kind)) open--;
  }
}
