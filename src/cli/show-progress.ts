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
      hasBar = output.isTTY === true;
      const elapsedMs = now - startedAt;
      output.write(hasBar ? `\r\u001B[K${progressBar(progress, elapsedMs)}` : `${progressLine(progress, elapsedMs)}\n`);
    },
    end: () => {
      if (hasBar) output.write("\r\u001B[K");
      hasBar = false;
    },
  };
}

/** How far a run has come, for a log. */
export function progressLine({ items, rejected, bytesRead, bytesTotal }: IngestProgress, elapsedMs: number): string {
  const counts = `${items} items, ${rejected} rejected, ${Math.round((items * 1_000) / elapsedMs)} a second`;
  return bytesTotal ? `${Math.floor(shareOf(bytesRead, bytesTotal) * 100)} %  ${counts}` : counts;
}

/** The same after a bar, where the length is known. */
export function progressBar(progress: IngestProgress, elapsedMs: number): string {
  const line = progressLine(progress, elapsedMs);
  if (!progress.bytesTotal) return line;
  const filled = Math.round(shareOf(progress.bytesRead, progress.bytesTotal) * BAR_WIDTH);
  return `[${"#".repeat(filled)}${".".repeat(BAR_WIDTH - filled)}] ${line}`;
}

const shareOf = (bytesRead: number, bytesTotal: number): number => Math.min(1, bytesRead / bytesTotal);
