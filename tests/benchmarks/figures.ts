import { loadavg } from "node:os";

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (
    ((sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN) +
      (sorted[Math.ceil((sorted.length - 1) / 2)] ?? Number.NaN)) /
    2
  );
}

/** Least and greatest: « 0.45–0.52 ». */
export const range = (values: readonly number[], digits: number): string =>
  `${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}`;

/** Other work on the machine makes every figure worse: it is printed beside them. */
export const loadAverage = (): string => `load average ${(loadavg()[0] ?? Number.NaN).toFixed(1)}`;
