import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Whether an IP address is one of the open internet: not of this machine, a private network, or reserved for anything.
 * An IPv4 address in IPv6's clothes counts as what it is underneath.
 */
export const isPublicAddress = (address: string): boolean => ipaddr.process(address).range() === "unicast";

/** An address written into a URL, without IPv6's brackets; undefined where the URL has a name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replaceAll(/^\[|\]$/g, "");
  return isIP(bare) === 0 ? undefined : bare;
}
