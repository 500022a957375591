import type { EntityType } from "../../content/vocabulary.ts";
import { GatewayError } from "../../errors.ts";

export const NODE_TYPES = ["Article", "Section", "Tag", "Contributor", "Image", "Storyline"] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** What the change log tells of, by the name of its type. */
export const TYPE_OF_ENTITY: Readonly<Record<EntityType, NodeType>> = {
  ARTICLE: "Article",
  SECTION: "Section",
  TAG: "Tag",
  CONTRIBUTOR: "Contributor",
  IMAGE: "Image",
  STORYLINE: "Storyline",
};

/** What the outside calls a row: its type and its key, « Article:42 ». */
export const globalId = (type: NodeType, key: unknown) => `${type}:${String(key)}`;

/** @throws {GatewayError} ID_INVALID when it is no id of ours */
export function parseGlobalId(id: string): { type: NodeType; key: number } {
  const [, type, digits] = /^(\w{1,20}):([1-9]\d{0,15})$/.exec(id) ?? [];
  const known = NODE_TYPES.find((each) => each === type);
  if (!known || !Number.isSafeInteger(Number(digits)))
    throw new GatewayError("ID_INVALID", `${id.slice(0, 50)} is no id of this gateway.`);
  return { type: known, key: Number(digits) };
}

/** @throws {GatewayError} ID_INVALID when it is no id of ours, or of another type */
export function keyOf(type: NodeType, id: string): number {
  const parsed = parseGlobalId(id);
  if (parsed.type !== type) throw new GatewayError("ID_INVALID", `${id.slice(0, 50)} is no ${type}.`);
  return parsed.key;
}
