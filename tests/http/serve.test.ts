import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../src/config.ts";
import { postOf } from "./http-gateway.ts";

const PROGRAM = join(import.meta.dirname, "serve-process.ts");

function start(env: Record<string, string>): ChildProcessWithoutNullStreams & AsyncDisposable {
  const { PATH } = readEnvironment();
  const child = spawn(process.execPath, [PROGRAM], { env: { PATH, NODE_ENV: "test", PORT: "0", ...env } });
  return Object.assign(child, {
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  });
}

/** The log as it is written; `until` reads on to the line with that message. */
function readLog(child: ChildProcessWithoutNullStreams) {
  const messages: string[] = [];
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done === true) return undefined;
    const line = JSON.parse(value) as { msg: string; url?: string };
    messages.push(line.msg);
    return line;
  };
  return {
    messages,
    until: async (message: string) => {
      for (let line = await next(); line; line = await next()) if (line.msg === message) return line;
      throw new Error(`The log ended without "${message}".`);
    },
    toEnd: async () => {
      while (await next());
    },
  };
}

describe("serve", () => {
  test.each(["SIGTERM", "SIGINT"] as const)("%s lets the running request end, then exits 0", async (signal) => {
    await using child = start({});
    const log = readLog(child);
    const { url } = await log.until("ready");
    const running = fetch(`${url}/graphql`, postOf("{ gated }"));
    await log.until("entered");

    child.kill(signal);
    child.kill(signal);
    await log.until("draining");
    const late = await fetch(`${url}/graphql`, postOf("{ greeting }"));
    child.stdin.write("go");

    expect(late.status).toBe(200);
    expect(await (await running).json()).toStrictEqual({ data: { gated: 1 } });
    expect(await once(child, "exit")).toStrictEqual([0, null]);
    await log.toEnd();
    expect(log.messages.slice(-2)).toStrictEqual(["database closed", "drained"]);
  });

  test("a request that does not end in time is given up: exit 1", async () => {
    await using child = start({ SHUTDOWN_GRACE_MS: "0", SHUTDOWN_TIMEOUT_MS: "100" });
    const log = readLog(child);
    const { url } = await log.until("ready");
    const running = fetch(`${url}/graphql`, postOf("{ gated }")).catch((error: unknown) => error);
    await log.until("entered");

    child.kill("SIGTERM");

    expect(await once(child, "exit")).toStrictEqual([1, null]);
    expect(await running).toMatchObject({ message: "fetch failed" });
    await log.toEnd();
    expect(log.messages.at(-1)).toBe("requests still running, giving up");
  });

  test("every address of localhost is listened on, and drained", async () => {
    await using child = start({ SHUTDOWN_GRACE_MS: "0" });
    const log = readLog(child);
    const { port } = new URL((await log.until("ready")).url ?? "");
    const addresses = (await lookup("localhost", { all: true })).map(({ address }) => address);
    const silent = await Promise.all(
      addresses.map(async (host) => {
        const socket = connect({ host, port: Number(port) });
        await once(socket, "connect");
        return socket;
      }),
    );
    const closed = Promise.all(silent.map((socket) => once(socket, "close")));

    child.kill("SIGTERM");

    expect(await once(child, "exit")).toStrictEqual([0, null]);
    expect(await closed).toHaveLength(addresses.length);
  });

  test("a port in use is told with the way out: exit 1", async () => {
    await using first = start({});
    const { url = "" } = await readLog(first).until("ready");
    const { port } = new URL(url);
    await using second = start({ PORT: port });

    const [[exitCode], stderr] = await Promise.all([once(second, "exit"), text(second.stderr)]);

    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `Cannot listen: port ${port} on localhost is in use. Stop what listens there, or set PORT to another one.\n`,
    );
  });
});
