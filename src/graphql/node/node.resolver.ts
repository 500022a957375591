import { Arg, ID, Query, Resolver } from "type-graphql";
import { GatewayError } from "../../errors.ts";
import { type Asking, Asks } from "../shared/asking.ts";
import { Costs } from "../shared/costs.ts";
import { parseGlobalId } from "../shared/global-id.ts";
import { findNode } from "./find-node.ts";
import { NodeInterface } from "./node.type.ts";

const MAX_IDS = 100;

@Resolver()
export class NodeResolver {
  @Query(() => NodeInterface, { nullable: true, description: "Null for unknown or not visible." })
  async node(@Arg("id", () => ID) id: string, @Asks() asking: Asking): Promise<object | null> {
    return findNode(asking, parseGlobalId(id));
  }

  @Query(() => [NodeInterface], {
    nullable: "items",
    description: "In the order asked; null for unknown or not visible. At most 100 ids.",
  })
  @Costs({ weight: 0.75, sizedBy: "ids" })
  nodes(@Arg("ids", () => [ID]) ids: string[], @Asks() asking: Asking): Promise<object | null>[] {
    if (ids.length > MAX_IDS)
      throw new GatewayError("TOO_MANY_IDS", `ids takes at most ${MAX_IDS}, got ${ids.length}.`);
    return ids.map((id) => this.node(id, asking));
  }
}
