import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { openServerDatabase } from "./server-database.support.ts";

test("A port that is in use ends the process with the reason", async () => {
  const server = await openServerDatabase();
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;

  await expect(
    startGatewayProcess({ DATABASE_URL: server.urlAt(server.address.port), PORT: `${port}` }),
  ).rejects.toThrow(`ended with 1: Kiosque cannot start.\nCannot listen: port ${port} on 127.0.0.1 is in use.`);

  other.close();
  await server.drop();
});
