import { Extensions } from "type-graphql";
import type { Selection } from "../../content/reading/selection.ts";

/** A derived field names the stored ones it is made of, so that they are read along with its row. */
export const Reads = (...columns: string[]) => Extensions({ reads: columns });

/** The same, where what it answers with has fields that name what more of the row they are made of. */
export const ReadsThrough = (...columns: string[]) => Extensions({ reads: columns, isThrough: true });

/** A field whose answer is a relation: read in the same go as its row where it can be. */
export const LeadsTo = (relation: string) => Extensions({ to: relation });

/** A derived field that is made of stored ones and of a relation. */
export const ReadsWith = (relation: string, ...columns: string[]) => Extensions({ reads: columns, with: relation });

/** A derived field that is made of more than its row and one relation. */
export const ReadsWhole = (whole: Selection) => Extensions({ whole });
