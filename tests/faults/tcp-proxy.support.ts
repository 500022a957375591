import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** How a connection is lost: ended by either side, cut off, or without a word to either. */
export type Loss = "ended" | "cut" | "silent";

interface Address {
  readonly host: string;
  readonly port: number;
}

/** A way to a server on which connections are lost at a given step: after so many chunks of bytes, of both directions. */
export async function openProxy(first: Address) {
  let to = first;
  const open = new Set<Socket>();
  const silencers = new Set<() => void>();
  let plan: { loss: Loss; left: number } | undefined;
  let lostCount = 0;
  let mode: "accepting" | "refusing" | "silent" = "accepting";

  const server = createServer({ allowHalfOpen: false }, (client) => {
    if (mode === "refusing") return void client.resetAndDestroy();
    const upstream = connect(to.port, to.host);
    let isSilent = false;
    const lose = (loss: Loss) => {
      lostCount++;
      if (loss === "silent") return void (isSilent = true);
      for (const side of [client, upstream]) {
        if (loss === "cut") side.resetAndDestroy();
        else side.destroy();
      }
    };
    const silence = () => lose("silent");
    silencers.add(silence);
    client.on("close", () => silencers.delete(silence));
    const pass = (from: Socket, on: Socket) => {
      open.add(from);
      from.on("data", (chunk) => {
        if (isSilent || mode === "silent") return;
        if (plan && --plan.left === 0) {
          const { loss } = plan;
          plan = undefined;
          lose(loss);
          return;
        }
        on.write(chunk);
      });
      from.on("error", () => {});
      from.on("close", () => {
        open.delete(from);
        // Who is lost without a word hears of nothing; in the end the system tells the server.
        if (isSilent) setTimeout(() => on.destroy(), 100);
        else on.destroy();
      });
    };
    pass(client, upstream);
    pass(upstream, client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    /** The connection over which chunk number `after` comes is lost by it, once. */
    loseOne: (loss: Loss, after: number) => void (plan = { loss, left: after }),
    /** Whoever comes is turned away. */
    refuse: () => void (mode = "refusing"),
    /** Nothing comes through any more, on connections that are open and on new ones. */
    silence: () => void (mode = "silent"),
    /** The same for what is open; new ones work. */
    loseOpen() {
      for (const silence of silencers) silence();
    },
    accept: () => void (mode = "accepting"),
    /** Another server takes the place of the one there was: connections that are open end. */
    leadTo(address: Address) {
      to = address;
      this.endAll();
    },
    endAll() {
      for (const socket of open) socket.destroy();
    },
    keep: () => void (plan = undefined),
    get lostCount() {
      return lostCount;
    },
    async close() {
      this.endAll();
      server.close();
      await once(server, "close");
    },
  };
}
