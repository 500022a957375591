import { Extensions } from "type-graphql";

/** A derived field names the stored ones it is made of, so that they are read along with its row. */
export const Reads = (...columns: string[]) => Extensions({ reads: columns });

/** A field whose answer is a relation: read in the same go as its row where it can be. */
export const LeadsTo = (relation: string) => Extensions({ to: relation });

/** A derived field that is made of stored ones and of a relation. */
export const ReadsWith = (relation: string, ...columns: string[]) => Extensions({ reads: columns, with: relation });
