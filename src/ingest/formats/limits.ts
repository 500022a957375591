export { MAX_LENGTH } from "../../content/article/article.limits.ts";

/** How many of a kind one article may carry. */
export const MAX_COUNT = { associations: 1_000, entities: 1_000, texts: 100, renditions: 100 } as const;
