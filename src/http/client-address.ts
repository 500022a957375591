import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { Config } from "../config.ts";

/** Whose X-Forwarded-For is believed, in Fastify's terms: counted from here, or by address. */
export function trustIn(proxies: Config["trustedProxies"]) {
  return typeof proxies === "number" ? (_address: string, hop: number) => hop < proxies : proxies;
}

/** Who an address belongs to, for limits: an IPv4 address is one caller; of IPv6 everyone has a /64 at the least. */
export function callerAddress(ip: string): string {
  switch (isIP(ip)) {
    case 4:
      return ip;
    case 6: {
      const address = ipaddr.process(ip);
      if (address instanceof ipaddr.IPv4) return address.toString();
      const network = address.parts.slice(0, 4).map((part) => part.toString(16));
      return `${network.join(":")}::/64`;
    }
    default:
      // What a proxy wrote into X-Forwarded-For is not always an address.
      return "unknown";
  }
}
