import { Agent, request } from "node:http";
import { pathToFileURL } from "node:url";

export interface Asked {
  readonly path?: string;
  /** GET without one. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Flood extends Asked {
  readonly connections: number;
  /** Each request has a connection of its own. */
  readonly isReconnecting?: boolean;
}

interface Client {
  readonly port: number;
  /** One of this machine's: 127.0.0.0/8. */
  readonly address: string;
  readonly agent: Agent | false;
}

/** @returns the status of the answer once all of it is there; 0 when the connection was closed */
export function ask({ path = "/graphql", body, headers = {} }: Asked, client: Client): Promise<number> {
  const { port, address: localAddress, agent } = client;
  const sent =
    body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const method = body === undefined ? "GET" : "POST";
    const asking = request(
      { host: "127.0.0.1", port, path, method, localAddress, agent, headers: { ...sent, ...headers } },
      (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", () => resolve(0));
      },
    );
    asking.on("error", () => resolve(0));
    asking.end(body);
  });
}

/** Asks again as soon as it is answered, on all connections, until its process is ended. */
async function flood(port: number, address: string, { connections, isReconnecting = false, ...asked }: Flood) {
  const agent = isReconnecting ? (false as const) : new Agent({ keepAlive: true, maxSockets: connections });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (;;) process.send?.(await ask(asked, { port, address, agent }));
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.once("message", ({ port, address, what }: { port: number; address: string; what: Flood }) => {
    void flood(port, address, what);
  });
