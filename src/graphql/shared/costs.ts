import { Extensions } from "type-graphql";

/** What a field costs where the rule (see `prices.ts`) is wrong. */
export interface FieldCost {
  /** Points for each object or value it answers. */
  readonly weight?: number;
  /** Objects in its list when no argument says how many. */
  readonly items?: number;
  /** The argument that says how many: a number, or a list with an item for each. `first` and `last` need no saying. */
  readonly sizedBy?: string;
  /** The argument whose words are searched. */
  readonly words?: string;
  /** Points for each of these words, or, without `words`, for each of those that its object was searched by. */
  readonly perWord?: number;
  /** Points for an argument's value (its default where none is given), each time that the field is answered. */
  readonly byValue?: Readonly<Record<string, (value: unknown) => number>>;
  /** Points for an argument that is given, by its name: once, however often the field is answered. */
  readonly given?: Readonly<Record<string, number>>;
}

export const Costs = (cost: FieldCost) => Extensions({ cost });
