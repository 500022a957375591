import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../../dist/main.js");

export interface FaultAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The built gateway in a process of its own, on a port of its own. */
export async function startGatewayProcess(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"], HOST: "127.0.0.1", PORT: "0", DEMO: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: Record<string, unknown>[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(JSON.parse(line)));
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
    lines,
    port: Number(new URL(origin).port),
    /** Resident memory at its highest. */
    peakMiB: () => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1_024,
    get: (path: string) => answerTo(path),
    post: (query: string, key?: string) =>
      answerTo("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) },
        body: JSON.stringify({ query }),
      }),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("close", resolve));
    },
  };
}
