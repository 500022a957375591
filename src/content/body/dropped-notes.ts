const MAX_NOTES = 50;
const MAX_NOTE_CHARS = 120;

/** What a reader of the report should know was left out of a body. */
export class DroppedNotes {
  readonly #notes: string[] = [];
  #more = 0;

  add(what: string, content: string): void {
    if (this.#notes.length === MAX_NOTES) this.#more += 1;
    else this.#notes.push(`${what}: ${shorten(content)}`);
  }

  /** At most 50, and one that counts the rest. */
  list(): string[] {
    return this.#more === 0 ? this.#notes : [...this.#notes, `…and ${this.#more} more`];
  }
}

function shorten(content: string): string {
  return content.length <= MAX_NOTE_CHARS ? content : `${content.slice(0, MAX_NOTE_CHARS - 1).toWellFormed()}…`;
}
