import { GatewayError } from "../../errors.ts";

/**
 * A field's arguments as its relation takes them; undefined when they are refused: nothing is read ahead then, and the
 * field's own resolver says why.
 */
export function unlessRefused<Args>(takeArgs: () => Args): Args | undefined {
  try {
    return takeArgs();
  } catch (error) {
    if (error instanceof GatewayError) return undefined;
    throw error;
  }
}
