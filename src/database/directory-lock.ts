import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** The embedded database is open in another process; two at once would destroy it. */
export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";
}

const LOCK_FILE = "kiosque.lock";
const SQLITE_BUSY = 5;

/**
 * Holds a directory for this process until released, or until the process ends however it ends: the lock is the
 * operating system's, on a file in the directory, so that it holds wherever the directory is seen. Node itself cannot
 * lock files, SQLite can; nothing is ever written to its.
 *
 * @throws {DirectoryInUse} when another process, or this one, holds it
 * @throws {Error} with a code when the directory cannot be written
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  const file = join(directory, LOCK_FILE);
  await access(directory, constants.W_OK);
  await access(file, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    // SQLite would take it for a file to be read, and lock nothing.
    if (error.code !== "ENOENT") throw error;
  });
  const lock = new DatabaseSync(file);
  try {
    lock.exec("pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive");
  } catch (error) {
    lock.close();
    throw isBusy(error) ? inUse(directory) : error;
  }
  return () => lock.close();
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;

const inUse = (directory: string) =>
  new DirectoryInUse(
    `The embedded database in ${directory} is open in another process. Stop that one, or give this one a PostgreSQL server ` +
      "(DATABASE_URL) or a directory of its own (DATA_DIR).",
  );
