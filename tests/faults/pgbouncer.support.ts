import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Of Debian's package `pgbouncer`. */
const PROGRAM = "/usr/sbin/pgbouncer";

export interface PgBouncerOptions {
  readonly mode: "session" | "transaction" | "statement";
  /** The server it stands before: databases are those of the server. */
  readonly server: { readonly host: string; readonly port: number };
  readonly port: number;
  /** More lines of its configuration. */
  readonly settings?: readonly string[];
}

/** A connection pooler before a server, that lets everyone in as `postgres`. */
export async function startPgBouncer({ mode, server, port, settings = [] }: PgBouncerOptions) {
  const directory = await mkdtemp(join(tmpdir(), "kiosque-pgbouncer-"));
  const file = join(directory, "pgbouncer.ini");
  const lines = [
    "[databases]",
    `* = host=${server.host} port=${server.port} user=postgres`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = any",
    `pool_mode = ${mode}`,
    ...settings,
    "",
  ];
  await writeFile(file, lines.join("\n"));
  // As root it wants another user's name, and needs no more than to read a file that anyone may read.
  const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const child = spawn(PROGRAM, ["-q", ...user, file], { stdio: "ignore" });
  const failed = new Promise<never>((_resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`PgBouncer ended with ${code}.`)));
  });
  failed.catch(() => {});
  while (!(await Promise.race([answers(port), failed]))) await sleep(20);
  return {
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      await rm(directory, { recursive: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    }).on("error", () => resolve(false));
  });
}
