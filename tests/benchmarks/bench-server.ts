import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = join(import.meta.dirname, "../..");
const READY_TIMEOUT_MS = 60_000;

export type ServerName = "gateway" | "limit-sql";
/** As `npm run serve` has it. */
const ENTRIES: Record<ServerName, readonly string[]> = {
  gateway: ["--max-semi-space-size=16", "dist/main.js"],
  "limit-sql": ["tests/benchmarks/limit-sql-process.ts"],
};

export interface BenchServer extends AsyncDisposable {
  readonly name: ServerName;
  readonly url: string;
  readonly pid: number;
  /** From spawn to the first 200 of /health/ready. */
  readonly startMs: number;
  /** CPU time that this took, which other work on the machine does not inflate as much; NaN where there is no /proc. */
  readonly startCpuMs: number;
  /** CPU time so far, in microseconds; NaN where there is no /proc. */
  cpuMicros(): number;
  /** Resident memory, now and at the most, in MiB; NaN where there is no /proc. */
  memoryMiB(): { now: number; most: number };
  /** What it logged so far. */
  logLines(): string[];
}

/** Starts one of the contenders on a database, as in production, and waits until it is ready. */
export async function startServer(
  name: ServerName,
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const directory = mkdtempSync(join(ROOT, "node_modules/.bench-"));
  const log = join(directory, "log");
  const errors = join(directory, "errors");
  const [logFile, errorFile] = [openSync(log, "w"), openSync(errors, "w")];
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    DEMO: "false",
    GRAPHIQL: "off",
    HOST: "127.0.0.1",
    PORT: String(port),
    // One client asks for everyone.
    RATE_LIMIT_ANONYMOUS: "0",
    RATE_LIMIT_WRONG_KEYS: "0",
    ...settings,
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, ENTRIES[name], {
    cwd: ROOT,
    env: { ...env, NODE_ENV: "production", LOG_LEVEL: "info" },
    stdio: ["ignore", logFile, errorFile],
  });
  closeSync(logFile);
  closeSync(errorFile);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    rmSync(directory, { recursive: true });
  };
  try {
    await untilReady(child, url);
  } catch (error) {
    const reason = readFileSync(errors, "utf8");
    await stop();
    throw new Error(`${name} does not start. ${reason}`, { cause: error });
  }
  return {
    name,
    url: `${url}/graphql`,
    pid: child.pid ?? 0,
    startMs: performance.now() - startedAt,
    startCpuMs: cpuMicros(child) / 1_000,
    cpuMicros: () => cpuMicros(child),
    memoryMiB: () => ({ now: statusMiB(child, "VmRSS"), most: statusMiB(child, "VmHWM") }),
    logLines: () => readFileSync(log, "utf8").trim().split("\n"),
    [Symbol.asyncDispose]: stop,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const status = await fetch(`${url}/health/ready`).then(
      (response) => response.status,
      () => undefined,
    );
    if (status === 200) return;
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`${url} does not become ready.`);
    await sleep(5);
  }
}

/** User and system time, fields 14 and 15 of /proc/…/stat, in hundredths of a second. */
function cpuMicros({ pid }: ChildProcess): number {
  const fields = procFile(pid, "stat")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function statusMiB({ pid }: ChildProcess, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(procFile(pid, "status"))?.[1] ?? Number.NaN) / 1_024;
}

function procFile(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
