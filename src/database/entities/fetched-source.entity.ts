import { defineEntity, p } from "@mikro-orm/core";
import { instant, url } from "../columns.ts";

export const FetchedSourceSchema = defineEntity({
  name: "FetchedSource",
  tableName: "fetched_sources",
  properties: {
    url: url().primary(),
    etag: p.text().nullable(),
    lastModified: p.text().nullable(),
    fetchedAt: instant(),
  },
});

/** What a server said of the version of a feed that was read last: asked again by it, it need not send the same twice. */
export class FetchedSource extends FetchedSourceSchema.class {}
FetchedSourceSchema.setClass(FetchedSource);
