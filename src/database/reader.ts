import type { Driver, TextRow } from "./driver.ts";
import { statementName } from "./statement-name.ts";

/** The reads of one request. */
export interface Reader {
  run(text: string, values: readonly unknown[]): Promise<TextRow[]>;
  /** Statements sent so far. */
  readonly statementCount: number;
}

export function createReader(driver: Pick<Driver, "query">): Reader {
  let statementCount = 0;
  return {
    run(text, values) {
      statementCount++;
      return driver.query({ text, name: statementName(text), values });
    },
    get statementCount() {
      return statementCount;
    },
  };
}
