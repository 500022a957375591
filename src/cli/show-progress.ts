import type { IngestProgress } from "../ingest/ingest.ts";

const BAR_WIDTH = 30;
const REDRAW_MS = 100;
const LINE_MS = 5_000;

export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A bar that redraws itself on a terminal; elsewhere a line every five seconds. `end` may be called twice. */
export function showProgress(output: ProgressOutput) {
  const startedAt = performance.now();
  const intervalMs = output.isTTY ? REDRAW_MS : LINE_MS;
  let shownAt = startedAt;
  let hasBar = false;
  return {
    update: (progress: IngestProgress) => {
      const now = performance.now();
      if (now - shownAt < intervalMs) return;
      shownAt = now;
      const line = progressLine(progress, now - startedAt);
      hasBar = output.isTTY === true;
      output.write(hasBar ? `\r\u001B[K${line}` : `${line}\n`);
    },
    end: () => {
      if (hasBar) output.write("\r\u001B[K");
      hasBar = false;
    },
  };
}

export function progressLine({ items, rejected, bytesRead, bytesTotal }: IngestProgress, elapsedMs: number): string {
  const counts = `${items} items, ${rejected} rejected, ${Math.round((items * 1_000) / elapsedMs)} a second`;
  if (!bytesTotal) return counts;
  const share = Math.min(1, bytesRead / bytesTotal);
  const filled = Math.round(share * BAR_WIDTH);
  return `[${"#".repeat(filled)}${".".repeat(BAR_WIDTH - filled)}] ${Math.floor(share * 100)} %  ${counts}`;
}
