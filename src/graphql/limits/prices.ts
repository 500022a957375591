/*
 * What things cost, in points. A millisecond of processor time, of the gateway and of PostgreSQL together, is some 35 points
 * on the slowest machine it was measured on (`npm run bench -- --price`); what has another price than these says so with `@Costs`.
 */

/** Whatever is asked, and of what is refused: a request is read, counted and answered. */
export const REQUEST_POINTS = 20;
export const OBJECT_POINTS = 0.25;
export const LEAF_POINTS = 0.03;
/** An object or leaf of the schema is in memory and answered by plain reads. */
export const INTROSPECTION_POINTS = 0.003;
/** What a page, or an object looked up from the root, costs once, however often it is there: rows are read by sets. */
export const READ_POINTS = 15;
/** A write locks, reads back, logs and finds suggestions anew. */
export const MUTATION_POINTS = 1_000;
/** Objects of a list when neither argument nor declaration says how many. */
export const DEFAULT_ITEMS = 5;

/** A document is parsed and validated where it is not kept from before. */
export const CHARACTERS_OF_A_DOCUMENT_POINT = 100;
/** Of a request's body, beyond what a request has in it. */
export const BYTES_OF_A_BODY_POINT = 1_024;
export const BYTES_IN_A_REQUEST = 16_384;
/** HTML is read and cleaned; stories of a feed or of ninjs are written as well, one by one. */
export const BYTES_OF_AN_HTML_POINT = 64;
export const BYTES_OF_A_FEED_POINT = 32;

/** Of a text that a mutation has read. */
export const textPoints = (text: string, bytesOfAPoint: number): number =>
  Math.ceil(Buffer.byteLength(text) / bytesOfAPoint);
