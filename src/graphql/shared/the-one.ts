import { GatewayError } from "../../errors.ts";

/**
 * The argument by which to look something up.
 *
 * @throws {GatewayError} LOOKUP_INVALID unless exactly one is given
 */
export function theOne<Name extends string>(
  args: Readonly<Record<Name, string | null | undefined>>,
): [name: Name, value: string] {
  const given = (Object.entries(args) as [Name, string | null | undefined][]).filter(
    (entry): entry is [Name, string] => entry[1] != null,
  );
  const [only] = given;
  if (!only || given.length > 1) {
    throw new GatewayError(
      "LOOKUP_INVALID",
      `Give exactly one of ${Object.keys(args).join(", ")}; got ${given.length}.`,
    );
  }
  return only;
}
