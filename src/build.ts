import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "rolldown";
import manifest from "../package.json" with { type: "json" };

/**
 * `npm run build`: `src` as a few files in `dist`. To open and link the hundreds it is written in, and those of the
 * packages in the most parts, takes longer than all else at a start. Types are `npm run check`'s.
 */
const root = join(import.meta.dirname, "..");
const outputDirectory = join(root, "dist");
/** In many small modules, and imported by nobody but us and each other. All other packages stay where they are. */
const BUNDLED = /^(@mikro-orm\/|kysely$|type-graphql$|graphql-scalars$|zod$|rate-limiter-flexible$)/;
const kept = Object.keys(manifest.dependencies).filter((name) => !BUNDLED.test(name));

await rm(outputDirectory, { recursive: true, force: true });
await build({
  cwd: root,
  input: { main: "src/main.ts", "cli/main": "src/cli/main.ts", "document-thread": "src/ingest/document-thread.ts" },
  platform: "node",
  external: (id) => kept.some((name) => id === name || id.startsWith(`${name}/`)),
  tsconfig: "tsconfig.json",
  output: {
    dir: outputDirectory,
    format: "esm",
    sourcemap: true,
    keepNames: true,
    chunkFileNames: "[name]-[hash].js",
  },
});
