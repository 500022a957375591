import type { ChildNode, Element } from "domhandler";
import { isElement, lineOf } from "./html-tree.ts";

export interface TableParts {
  /** Cells by row, in reading order. */
  rows: Element[][];
  hasHeader: boolean;
  caption: string;
  /** What stands in the table but in no cell. */
  strays: ChildNode[];
}

const WRAPPERS = new Set(["thead", "tbody", "tfoot", "colgroup", "tr"]);

/** A table's cells; those of tables inside its cells stay there. */
export function tableParts(table: Element): TableParts {
  const parts: TableParts = { rows: [], hasHeader: false, caption: "", strays: [] };
  gather(table, parts);
  const [first] = parts.rows;
  parts.hasHeader ||= first !== undefined && first.every((cell) => cell.name === "th");
  parts.rows = parts.rows.filter((row) => row.length > 0);
  return parts;
}

function gather(parent: Element, parts: TableParts): void {
  for (const node of parent.children) {
    if (!isElement(node)) parts.strays.push(node);
    else if (node.name === "caption" && parts.caption === "") parts.caption = lineOf(node);
    else if (node.name === "td" || node.name === "th") {
      // A cell outside any row still belongs to one.
      if (parts.rows.length === 0) parts.rows.push([]);
      parts.rows.at(-1)?.push(node);
    } else if (WRAPPERS.has(node.name)) {
      if (node.name === "tr") parts.rows.push([]);
      if (node.name === "thead" && parts.rows.length === 0)
        parts.hasHeader = node.children.some((child) => lineOf(child) !== "");
      gather(node, parts);
    } else parts.strays.push(node);
  }
}
