import { p } from "@mikro-orm/core";

/** Surrogate key: eight bytes, by value, in insertion order; what the outside sees is `Type:key`. */
export const id = () => p.bigint("number").primary().autoincrement();

/** An instant, in milliseconds like a JavaScript Date, so that cursors compare exactly. */
export const instant = () => p.datetime(3);

export const url = () => p.string().length(2048);
