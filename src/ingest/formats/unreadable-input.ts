/** Nothing of an input could be read; the message names the input and the reason. */
export class UnreadableInput extends Error {
  override readonly name = "UnreadableInput";

  constructor(input: string, reason: string) {
    super(`${input} cannot be read: ${reason}.`);
  }
}
