import type { ApiKeyRow } from "../content/api-key/api-key.commands.ts";
import type { SectionTree } from "../content/section/section-tree.ts";

/** A line a key, with a heading, in columns. */
export function keyTable(keys: readonly ApiKeyRow[], sections: SectionTree, now: Date): string {
  const heading = ["ID", "NAME", "STATE", "SCOPES", "SECTIONS", "POINTS", "EXPIRES", "CREATED", "BY"];
  const lines = [heading, ...keys.map((key) => cellsOf(key, sections, now))];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function cellsOf(key: ApiKeyRow, { byId }: SectionTree, now: Date): string[] {
  const state = key.revokedAt ? "revoked" : key.expiresAt && key.expiresAt <= now ? "expired" : "in force";
  return [
    `${key.id}`,
    key.name,
    state,
    key.scopes.join(","),
    key.sectionIds?.map((id) => byId.get(id)?.path ?? `(gone: ${id})`).join(",") ?? "all",
    `${key.pointsPerMinute ?? "default"}`,
    key.expiresAt?.toISOString() ?? "never",
    key.createdAt.toISOString(),
    key.createdBy === null ? "command line" : `key ${key.createdBy}`,
  ];
}
