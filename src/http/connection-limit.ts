import { BlockList, isIPv6, type Socket } from "node:net";
import type { Config, ConnectionBounds } from "../config.ts";
import { callerAddress } from "./client-address.ts";
import type { Connections } from "./connections.ts";

type ConnectionLimitOptions = ConnectionBounds & Pick<Config, "trustedProxies">;

/** Whoever connects beyond a bound takes the place of the connection that has done nothing for longest, or is closed. */
export function limitConnections(connections: Connections, options: ConnectionLimitOptions): void {
  const { maxConnections, maxConnectionsAddress, trustedProxies } = options;
  const isProxy = proxiesIn(trustedProxies);
  const all = new Set<Socket>();
  const byAddress = new Map<string, Set<Socket>>();
  // Nothing is done for it: there is no request, or it is not all here yet, or it is answered.
  const isIdle = (socket: Socket) => {
    const last = connections.lastAnswer(socket);
    return !last || last.writableFinished || !last.req.complete;
  };
  const hold = (sockets: Set<Socket>, most: number, socket: Socket) => {
    if (sockets.size >= most) ([...sockets].find(isIdle) ?? socket).destroy();
    sockets.add(socket);
  };
  connections.onOpen = (socket) => {
    const { remoteAddress = "" } = socket;
    const address = callerAddress(remoteAddress);
    const own = byAddress.get(address) ?? new Set();
    socket.once("close", () => {
      all.delete(socket);
      own.delete(socket);
      if (own.size === 0 && byAddress.get(address) === own) byAddress.delete(address);
    });
    hold(all, maxConnections, socket);
    if (isProxy(remoteAddress)) return;
    byAddress.set(address, own);
    hold(own, maxConnectionsAddress, socket);
  };
}

function proxiesIn(trusted: Config["trustedProxies"]): (address: string) => boolean {
  // Counted from here, the first is whoever connects.
  if (!Array.isArray(trusted)) return () => trusted !== false;
  const list = new BlockList();
  for (const network of trusted) {
    const [address = "", prefix] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
