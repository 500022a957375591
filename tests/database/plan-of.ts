import type { EntityManager } from "@mikro-orm/sql";
import type { Reader } from "../../src/database/reader.ts";

export interface SentStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A node of EXPLAIN (ANALYZE, FORMAT JSON), as far as it is looked at; rows are a mean of the loops. */
interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

/** Puts what the reader sends into `sent`, and sends it. */
export function recording(reader: Reader, sent: SentStatement[]): Reader {
  return {
    run(text, values) {
      sent.push({ text, values });
      return reader.run(text, values);
    },
    get statementCount() {
      return reader.statementCount;
    },
  };
}

/** The nodes of the plan by which the gateway runs the statement: prepared, on a connection like its own. */
export async function planOf(em: EntityManager, { text, values }: SentStatement): Promise<PlanNode[]> {
  return em.transactional(async (transaction) => {
    await transaction.execute(`prepare explained as ${text}`);
    const given = values.length === 0 ? "" : `(${values.map((value) => literal(value)).join(", ")})`;
    const [row] = await transaction.execute<{ "QUERY PLAN": [{ Plan: PlanNode }] }[]>(
      `explain (analyze, timing off, format json) execute explained${given}`,
    );
    await transaction.execute("deallocate explained");
    return row ? nodesOf(row["QUERY PLAN"][0].Plan) : [];
  });
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap((below) => nodesOf(below))];

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  const json = Array.isArray(value) ? `{${value.map((each) => JSON.stringify(each)).join()}}` : JSON.stringify(value);
  const text = typeof value === "string" ? value : json;
  return `'${text.replaceAll("'", "''")}'`;
}

/** Sorts, and scans of whole tables: « Seq Scan on articles ». */
export const slowSteps = (plan: readonly PlanNode[]): string[] =>
  plan
    .filter(({ "Node Type": type }) => /Sort|Seq Scan/.test(type))
    .map((node) => (node["Relation Name"] ? `${node["Node Type"]} on ${node["Relation Name"]}` : node["Node Type"]));

/** Rows of tables and indexes that were looked at, those thrown away included. */
export const rowsRead = (plan: readonly PlanNode[]): number =>
  plan
    .filter((node) => node["Relation Name"] !== undefined)
    .map((node) => node["Actual Loops"] * (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)))
    .reduce((sum, rows) => sum + rows, 0);
