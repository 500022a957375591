import { GatewayError } from "../../src/errors.ts";
import { decodeToken, type Progress } from "../../src/content/change/change-token.ts";
import type { View } from "../../src/content/reading/viewing.ts";

const LIKE_TOKENS = /"([\w-]{40,})"/g;

/**
 * JSON in which tokens of the change log, whatever their fields are called, say only whose view and which times they are
 * of. The rest of them is the server's count of transactions: those of other databases on it move it, too.
 */
export const tokensMasked = (json: string): string =>
  json.replaceAll(LIKE_TOKENS, (text, token: string) => {
    const progress = progressOf(token, "PUBLIC") ?? progressOf(token, "DESK");
    if (!progress) return text;
    const { view, from, within } = progress;
    return `"token ${view} ${from.at}${within ? ` within ${within.to.at}` : ""}"`;
  });

function progressOf(token: string, view: View): Progress | undefined {
  try {
    return decodeToken(token, view);
  } catch (error) {
    if (error instanceof GatewayError) return undefined;
    throw error;
  }
}
