import { lookup } from "node:dns/promises";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { Connections } from "./connections.ts";
import type { Admission } from "./authenticate.ts";
import type { DocumentService } from "./documents.ts";
import { drainOnSignal } from "./drain.ts";
import type { GraphqlService } from "./graphql-service.ts";
import { Readiness } from "./readiness.ts";
import type { SavedOperation } from "./saved-operations.ts";
import { createHttpServer } from "./server.ts";
import { listenFault } from "./startup-fault.ts";

export interface ServeParts {
  readonly config: Config;
  readonly log: Log;
  readonly graphql: GraphqlService;
  readonly admission: Admission;
  readonly documents: DocumentService;
  /** Resolves when the database answered. */
  ping(): Promise<void>;
  /** Closes what requests use; called once, when none is running. */
  closeBelow(): Promise<void>;
  readonly savedOperations: readonly SavedOperation[];
  /** Absent without the demo newsroom. */
  readonly demoImage: ((name: string) => string | undefined) | undefined;
}

/**
 * Listens until a signal ends the process.
 *
 * @returns where clients reach the gateway
 * @throws {StartupFault} when the port cannot be listened on
 */
export async function serve(parts: ServeParts): Promise<string> {
  const { config, log } = parts;
  const readiness = new Readiness(() => parts.ping());
  const connections = new Connections();
  const app = createHttpServer({ ...parts, readiness, connections });
  drainOnSignal({ app, readiness, connections, closeBelow: () => parts.closeBelow() }, log, config);
  try {
    const address = await app.listen({ host: config.host, port: config.port });
    await listenOnOthers(config.host, app, connections);
    return config.port === 0 ? config.publicUrl.replace(/:0$/, `:${new URL(address).port}`) : config.publicUrl;
  } catch (error) {
    throw listenFault(error, config);
  }
}

/** `localhost` is two addresses on most machines; one of them suffices. */
async function listenOnOthers(host: string, { server }: FastifyInstance, connections: Connections): Promise<void> {
  const first = server.address();
  if (first === null || typeof first === "string") return;
  for (const { address } of await lookup(host, { all: true })) {
    if (address !== first.address) await connections.listenAlso(address, first.port).catch(() => {});
  }
}
