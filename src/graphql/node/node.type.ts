import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType("Node", {
  description: "Anything that can be asked for again by its id.",
  resolveType: ({ __typename }: { __typename: string }) => __typename,
})
export class NodeInterface {
  @Field(() => ID)
  declare id: unknown;
}
