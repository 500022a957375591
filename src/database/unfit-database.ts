/** The database is there and is not to be used; the message says why and what to do, without secrets. */
export class UnfitDatabase extends Error {
  override readonly name = "UnfitDatabase";
}
