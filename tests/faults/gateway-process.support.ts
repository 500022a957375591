import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
export const MAIN = join(ROOT, "dist/main.js");

export interface FaultAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface ProcessOptions {
  /** What starts the gateway, instead of Node with `nodeOptions`. */
  readonly command?: readonly [string, ...string[]];
  readonly nodeOptions?: readonly string[];
}

interface Asking {
  readonly variables?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The built gateway in a process of its own, on a port of its own. */
export async function startGatewayProcess(
  environment: Readonly<Record<string, string>>,
  { nodeOptions = [], command = [process.execPath, ...nodeOptions, MAIN] }: ProcessOptions = {},
) {
  const child = spawn(command[0], command.slice(1), {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], HOST: "127.0.0.1", PORT: "0", DEMO: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: Record<string, unknown>[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => line.startsWith("{") && lines.push(JSON.parse(line)));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once("close", (code, signal) => resolve(code ?? signal)),
  );
  const origin = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [, url] = /^Kiosque is ready: (http:\/\/[^/\s]+)/m.exec(said) ?? [];
      if (url) resolve(url);
    });
    child.once("exit", (code) => reject(new Error(`The gateway ended with ${code}: ${said}`)));
  });
  const answerTo = async (path: string, init?: RequestInit): Promise<FaultAnswer> => {
    const response = await fetch(origin + path, init);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    child,
    origin,
    lines,
    port: Number(new URL(origin).port),
    /** Resident memory at its highest. */
    peakMiB: () => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1_024,
    /** Its exit code, or the signal that ended it. */
    ended,
    stop(signal: NodeJS.Signals = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
    get: (path: string) => answerTo(path),
    post: (query: string, key?: string, { variables, headers }: Asking = {}) =>
      answerTo("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}), ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
