import type { DocumentService } from "../../src/http/documents.ts";

/** Publishes nothing: for servers without a newsroom. */
export const NO_DOCUMENTS: DocumentService = {
  frameSources: [],
  find: async () => ({ found: undefined, changedAt: undefined, statementCount: 0 }),
};
