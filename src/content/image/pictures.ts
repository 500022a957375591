import { sql } from "kysely";
import { ImageSchema } from "../../database/entities/image.entity.ts";
import { name, type Sql } from "../reading/sql.ts";
import { type Column, describeTable, type Table } from "../reading/table.ts";

const USE = "_use";
const images = describeTable(ImageSchema);
const words = ["alt", "caption", "credit"].map((word): [string, Column] => [word, { name: word, beside: USE }]);

/** A picture as a story uses it: what is its own, and beside it the words of that use. */
export const PICTURE: Table = {
  ...images,
  columns: new Map([...images.columns, ...words]),
};

/** The alias under which a picture's use is joined to it. */
export const useOf = (picture: Sql): Sql => sql`${picture}${name(USE)}`;
