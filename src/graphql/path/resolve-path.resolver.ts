import { Arg, Query, Resolver } from "type-graphql";
import { type Resolution, resolvePath } from "../../content/resolve-path.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { PathResolution } from "./path-resolution.type.ts";

@Resolver()
export class ResolvePathResolver {
  @Query(() => PathResolution, {
    description: "What lives at this path, old paths and withdrawn articles that left a tombstone included.",
  })
  async resolvePath(@Arg("path", () => String) path: string, @Asks() { content, selection }: Asking): Promise<object> {
    const resolution = await resolvePath(content, path, selection);
    return Object.assign(Object.create(answerOf(resolution)) as object, { __typename: resolution.kind });
  }
}

function answerOf(resolution: Resolution): object {
  switch (resolution.kind) {
    case "Article":
    case "Tombstone":
      return resolution.row;
    case "Section":
      return resolution.section;
    case "Redirect":
    case "NotFound":
      return resolution;
  }
}
