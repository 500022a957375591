import { defineEntity, p } from "@mikro-orm/core";
import { id, url } from "../columns.ts";

export interface StoredRendition {
  name: string;
  href: string;
  contentType: string;
  width?: number;
  height?: number;
}

export const ImageSchema = defineEntity({
  name: "Image",
  tableName: "images",
  properties: {
    id: id(),
    url: url().unique(),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    renditions: p.json<StoredRendition[]>().columnType("json"),
  },
});

/** What is a picture's own, wherever it is used. */
export class Image extends ImageSchema.class {}
ImageSchema.setClass(Image);
