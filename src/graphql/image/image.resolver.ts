import { FieldResolver, ID, Resolver, Root } from "type-graphql";
import type { Row } from "../../content/reading/source.ts";
import { globalId } from "../shared/global-id.ts";
import { Reads } from "../shared/reads.ts";
import { ImageType, RenditionType } from "./image.type.ts";

@Resolver(() => ImageType)
export class ImageResolver {
  @FieldResolver(() => ID)
  @Reads("id")
  id(@Root() image: Row): string {
    return globalId("Image", image["id"]);
  }

  @FieldResolver(() => [RenditionType])
  @Reads("renditions")
  renditions(@Root() image: Row): unknown {
    return image["renditions"];
  }
}
