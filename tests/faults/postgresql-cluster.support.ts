import { execFile } from "node:child_process";
import { once } from "node:events";
import { appendFile, chown, mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** PostgreSQL's programs, of Debian's package `postgresql-15`. */
const PROGRAMS = "/usr/lib/postgresql/15/bin";

const SETTINGS = [
  "fsync = off",
  "listen_addresses = '127.0.0.1'",
  "unix_socket_directories = ''",
  "shared_buffers = 16MB",
];

const run = promisify(execFile);

/** The server refuses to run as root. */
const asPostgres =
  process.getuid?.() === 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

/** Runs one of PostgreSQL's programs to its end. @returns what it wrote to stdout */
export async function runProgram(program: string, args: readonly string[]): Promise<string> {
  const [command = "", ...rest] = [...asPostgres, join(PROGRAMS, program), ...args];
  return (await run(command, rest, { cwd: "/" })).stdout;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function makeDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "kiosque-cluster-"));
  if (asPostgres.length > 0) {
    const [{ stdout: uid }, { stdout: gid }] = [
      await run("id", ["-u", "postgres"]),
      await run("id", ["-g", "postgres"]),
    ];
    await chown(directory, Number(uid), Number(gid));
  }
  return directory;
}

export type Cluster = Awaited<ReturnType<typeof clusterIn>>;

/**
 * A PostgreSQL server of the test's own, started, with the role `postgres`, on a port of its own.
 *
 * @param settings as lines of `postgresql.conf`
 */
export async function startCluster(settings: readonly string[] = []): Promise<Cluster> {
  const directory = await makeDirectory();
  const data = join(directory, "data");
  await runProgram("initdb", ["-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]);
  await appendFile(join(data, "postgresql.conf"), [...SETTINGS, ...settings, ""].join("\n"));
  return startIn(directory);
}

/** A streaming standby of a cluster, started; it has all that is committed by now. */
export async function startStandbyOf({ port }: Cluster): Promise<Cluster> {
  const directory = await makeDirectory();
  const source = ["-h", "127.0.0.1", "-p", `${port}`, "-U", "postgres"];
  await runProgram("pg_basebackup", [...source, "-D", join(directory, "data"), "-R", "-c", "fast"]);
  return startIn(directory);
}

async function startIn(directory: string): Promise<Cluster> {
  const cluster = clusterIn(directory, await freePort());
  await cluster.start();
  return cluster;
}

function clusterIn(directory: string, port: number) {
  const data = join(directory, "data");
  const control = (...args: readonly string[]) => runProgram("pg_ctl", ["-D", data, "--silent", "-w", ...args]);
  return {
    port,
    /** Its data directory: to be copied while it is stopped. */
    data,
    url: (database = "postgres", at = port) => `postgres://postgres@127.0.0.1:${at}/${database}`,
    async start() {
      await control("-l", join(directory, "log"), "-o", `-p ${port}`, "start");
    },
    /** Connections are ended; `immediate`: like a crash. */
    async stop(mode: "fast" | "immediate" = "fast") {
      await control("-m", mode, "stop");
    },
    /** Ends a standby's standing by: it takes writes once this has come back. */
    async promote() {
      await control("promote");
    },
    /** Its directory as it is, for {@link putBack}; it must be stopped. */
    async takeBackup(): Promise<string> {
      const backup = join(directory, "backup");
      await copy(data, backup);
      return backup;
    },
    /** The directory as it was; it must be stopped. */
    async putBack(backup: string) {
      await rm(data, { recursive: true });
      await copy(backup, data);
    },
    async [Symbol.asyncDispose]() {
      // It may have been stopped.
      await this.stop("immediate").catch(() => {});
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** With owners and modes. */
async function copy(from: string, to: string): Promise<void> {
  await run("cp", ["-a", from, to]);
}
