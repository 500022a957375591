import type { Problem } from "../../content/problem.ts";
import { GatewayError } from "../../errors.ts";
import { keyOf, type NodeType } from "../shared/global-id.ts";

/** Reads the ids in a mutation's arguments; one that is none is a problem, like anything else that is wrong with them. */
export class DeskIds {
  readonly problems: Problem[] = [];

  /** 0 for an id that is none: nothing goes by that key. */
  key(type: NodeType, id: string, path: readonly string[]): number {
    try {
      return keyOf(type, id);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      this.problems.push({ code: "ID_INVALID", message: error.message, path });
      return 0;
    }
  }

  optional(type: NodeType, id: string | null | undefined, path: readonly string[]): number | null | undefined {
    return id == null ? id : this.key(type, id, path);
  }

  list(type: NodeType, ids: readonly string[] | null | undefined, path: readonly string[]) {
    return ids?.map((id, index) => this.key(type, id, [...path, String(index)])) ?? (ids === null ? null : undefined);
  }
}
