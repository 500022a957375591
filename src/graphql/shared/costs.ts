import { Extensions } from "type-graphql";

/** What a field costs where the rule (an object a point, a leaf nothing, a list what its page holds) is wrong. */
export interface FieldCost {
  /** Points for each object or value it answers. */
  readonly weight?: number;
  /** Objects in its list when no argument says how many. */
  readonly items?: number;
  /** The argument that says how many: a number, or a list with an item for each. `first` and `last` need no saying. */
  readonly sizedBy?: string;
}

export const Costs = (cost: FieldCost) => Extensions({ cost });
