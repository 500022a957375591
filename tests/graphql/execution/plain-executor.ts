import type { ExecutionResult } from "graphql";
import {
  createExecutor,
  type Executed,
  type ExecutionRequest,
  plainResult,
} from "../../../src/graphql/execution/executor.ts";

/** An executor that answers with plain data. */
export function createPlainExecutor(...given: Parameters<typeof createExecutor>) {
  const execute = createExecutor(...given);
  return (request: ExecutionRequest): ExecutionResult | Promise<ExecutionResult> => {
    const executed: Executed | Promise<Executed> = execute(request);
    return executed instanceof Promise ? executed.then(plainResult) : plainResult(executed);
  };
}
