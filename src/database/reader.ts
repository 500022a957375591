import type { Cancellation } from "../cancellation.ts";
import type { Driver, TextRow } from "./driver.ts";
import { statementName } from "./statement-name.ts";

/** The reads of one request. */
export interface Reader {
  run(text: string, values: readonly unknown[]): Promise<TextRow[]>;
  /** Statements sent so far. */
  readonly statementCount: number;
}

/** @param cancellation what runs then is cancelled, and nothing more is sent */
export function createReader(driver: Pick<Driver, "query">, cancellation?: Cancellation): Reader {
  let statementCount = 0;
  return {
    run(text, values) {
      if (cancellation?.reason) return Promise.reject(cancellation.reason);
      statementCount++;
      return driver.query({ text, name: statementName(text), values }, cancellation);
    },
    get statementCount() {
      return statementCount;
    },
  };
}
