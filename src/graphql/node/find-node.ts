import { findArticle } from "../../content/article/find-article.ts";
import { contributorById, imageById, tagById } from "../../content/lookups.ts";
import { storylineById } from "../../content/storyline/storyline.relations.ts";
import type { Asking } from "../shared/asking.ts";
import type { NodeType } from "../shared/global-id.ts";

const FIND: Record<NodeType, (asking: Asking, key: number) => object | null | undefined | Promise<object | null>> = {
  Article: ({ content, selection }, id) => findArticle(content, { id }, selection),
  Section: ({ content }, id) => content.sections.byId.get(id),
  Tag: ({ content, selection }, id) => content.load({ relation: tagById, args: {}, selection }, id),
  Contributor: ({ content, selection }, id) => content.load({ relation: contributorById, args: {}, selection }, id),
  Storyline: ({ content, selection }, id) => content.load({ relation: storylineById, args: {}, selection }, id),
  Image: ({ content, selection }, id) => content.load({ relation: imageById, args: {}, selection }, id),
};

/** Anything by its id, as Node resolves it; null where it is not there for who asks. */
export async function findNode(asking: Asking, { type, key }: { type: NodeType; key: number }): Promise<object | null> {
  const found = await FIND[type](asking, key);
  return found ? Object.assign(Object.create(found) as object, { __typename: type }) : null;
}
