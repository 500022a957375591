import { Arg, ID, Query, Resolver } from "type-graphql";
import { findArticle } from "../../content/article/find-article.ts";
import { contributorById, imageById, tagById } from "../../content/lookups.ts";
import { storylineById } from "../../content/storyline/storyline.relations.ts";
import { GatewayError } from "../../errors.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { Costs } from "../shared/costs.ts";
import { type NodeType, parseGlobalId } from "../shared/global-id.ts";
import { NodeInterface } from "./node.type.ts";

const MAX_IDS = 100;

const FIND: Record<NodeType, (asking: Asking, key: number) => object | null | undefined | Promise<object | null>> = {
  Article: ({ content, selection }, id) => findArticle(content, { id }, selection),
  Section: ({ content }, id) => content.sections.byId.get(id),
  Tag: ({ content, selection }, id) => content.load({ relation: tagById, args: {}, selection }, id),
  Contributor: ({ content, selection }, id) => content.load({ relation: contributorById, args: {}, selection }, id),
  Storyline: ({ content, selection }, id) => content.load({ relation: storylineById, args: {}, selection }, id),
  Image: ({ content, selection }, id) => content.load({ relation: imageById, args: {}, selection }, id),
};

@Resolver()
export class NodeResolver {
  @Query(() => NodeInterface, { nullable: true, description: "Null for unknown or not visible." })
  async node(@Arg("id", () => ID) id: string, @Asks() asking: Asking): Promise<object | null> {
    const { type, key } = parseGlobalId(id);
    const found = await FIND[type](asking, key);
    return found ? Object.assign(Object.create(found) as object, { __typename: type }) : null;
  }

  @Query(() => [NodeInterface], {
    nullable: "items",
    description: "In the order asked; null for unknown or not visible. At most 100 ids.",
  })
  @Costs({ sizedBy: "ids" })
  nodes(@Arg("ids", () => [ID]) ids: string[], @Asks() asking: Asking): Promise<object | null>[] {
    if (ids.length > MAX_IDS)
      throw new GatewayError("TOO_MANY_IDS", `ids takes at most ${MAX_IDS}, got ${ids.length}.`);
    return ids.map((id) => this.node(id, asking));
  }
}
