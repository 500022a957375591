import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/*
 * Loaded into a gateway before it starts: a disk without room, as nobody but root could make one. While the file
 * FULL_DISK names holds a pattern, files of matching paths cannot grow, and the rest goes on.
 */

const control = process.env["FULL_DISK"] ?? "";
const paths = new Map<number, string>();
const { openSync, writeSync } = fs;

const pattern = () => (fs.existsSync(control) ? new RegExp(fs.readFileSync(control, "utf8")) : undefined);

fs.openSync = (path, ...rest) => {
  const fd = openSync(path, ...rest);
  paths.set(fd, String(path));
  return fd;
};
// One of its two shapes, the one that PGlite calls.
fs.writeSync = ((fd: number, bytes: Uint8Array, ...rest: [offset: number, length: number, position: number]) => {
  const [, length, position] = rest;
  const isGrowing = typeof position === "number" && position + length > fs.fstatSync(fd).size;
  if (isGrowing && pattern()?.test(paths.get(fd) ?? "")) {
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", errno: -28 });
  }
  return writeSync(fd, bytes, ...rest);
}) as typeof fs.writeSync;
syncBuiltinESMExports();
