import { openDatabase } from "../../src/database/database.ts";
import { makeKey } from "../support/make-key.ts";
import { startGatewayProcess } from "./gateway-process.support.ts";
import { openServerDatabase } from "./server-database.support.ts";
import { openProxy } from "./tcp-proxy.support.ts";

/** A gateway that reaches its database over a proxy, and has a second for an answer; `database` reaches it directly. */
export async function startProxiedGateway() {
  const server = await openServerDatabase();
  const proxy = await openProxy(server.address);
  const database = await openDatabase({ url: server.urlAt(server.address.port) });
  const scopes = ["content:read", "content:desk", "content:write"] as const;
  const newKey = async () => (await makeKey(database, { scopes }, new Date())).token;
  const keys = [await newKey(), await newKey()] as const;
  const gateway = await startGatewayProcess({ DATABASE_URL: server.urlAt(proxy.port), REQUEST_TIMEOUT_MS: "1000" });
  return {
    proxy,
    database,
    gateway,
    /** Of the desk. */
    keys,
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await database.close();
      await proxy.close();
      await server.drop();
    },
  };
}
