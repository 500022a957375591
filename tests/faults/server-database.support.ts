import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { onMaintenance } from "../support/maintenance.ts";

/** A migrated database of the test's own on the server of DATABASE_URL. */
export async function openServerDatabase() {
  const serverUrl = process.env["DATABASE_URL"];
  if (!serverUrl) throw new Error("Faults are tried on a PostgreSQL server: set DATABASE_URL.");
  const name = `kiosque_fault_${randomUUID().replaceAll("-", "")}`;
  await onMaintenance(serverUrl, `create database ${name} template ${inject("templateDatabase")}`);
  const { hostname, port } = new URL(serverUrl);
  return {
    address: { host: hostname, port: Number(port || 5432) },
    urlAt(proxyPort: number): string {
      const url = new URL(serverUrl);
      Object.assign(url, { hostname: "127.0.0.1", port: String(proxyPort), pathname: `/${name}` });
      return url.href;
    },
    async connectionCount(): Promise<number> {
      const [{ count }] = (await onMaintenance(
        serverUrl,
        `select count(*)::int as count from pg_stat_activity where datname = '${name}'`,
      )) as [{ count: number }];
      return count;
    },
    drop: () => onMaintenance(serverUrl, `drop database ${name} with (force)`),
  };
}
