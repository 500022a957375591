import { createHash } from "node:crypto";
import { realpath, unlink } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The embedded database is open in another process; two at once would destroy it. */
export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";
}

/**
 * Holds a directory for this process until released, or until the process ends however it ends: the lock is a listening
 * local socket, which the operating system closes with its owner.
 *
 * @throws {DirectoryInUse} when another process, or this one, holds it
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const name = `kiosque-${createHash("sha256")
    .update(await realpath(directory))
    .digest("hex")
    .slice(0, 24)}`;
  const address = process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  let server = await listen(address);
  if (server === "taken" && !(await answers(address))) {
    await unlink(address).catch(() => {});
    server = await listen(address);
  }
  if (server === "taken") {
    throw new DirectoryInUse(
      `The embedded database in ${directory} is open in another process. Stop that one, or give this one a PostgreSQL server ` +
        "(DATABASE_URL) or a directory of its own (DATA_DIR).",
    );
  }
  const held = server;
  return () => new Promise((resolve) => void held.close(() => resolve()));
}

function listen(address: string): Promise<Server | "taken"> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve("taken") : reject(error),
    );
    server.listen(address, () => resolve(server.unref()));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
