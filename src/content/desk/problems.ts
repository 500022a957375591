import { GatewayError } from "../../errors.ts";
import { cleanText } from "../body/clean-text.ts";
import { checkLocale } from "../locale.ts";
import { type Problem, type ProblemCode, RefusedWrite } from "../problem.ts";
import { slugify } from "../slug.ts";

/** How many of a kind one input may name. */
const MAX_COUNT = 100;

/** Collects what is wrong with one input, so that all of it is said at once. */
export class Problems {
  readonly #found: Problem[] = [];

  add(code: ProblemCode, path: readonly string[], message: string): void {
    this.#found.push({ code, message, path });
  }

  /** @throws {RefusedWrite} when anything was found */
  refuse(): void {
    if (this.#found.length > 0) throw new RefusedWrite(this.#found);
  }

  /** One line of text as it is kept; undefined for none. */
  line(text: string | null | undefined, maxLength: number, path: readonly string[]): string | undefined {
    const line = cleanText(text ?? "");
    if (line.length > maxLength) this.#tooLong(line.length, maxLength, path);
    return line === "" ? undefined : line;
  }

  /** The same of a text that must be there; "" when it is not. */
  required(text: string | null | undefined, maxLength: number, path: readonly string[]): string {
    const line = this.line(text, maxLength, path);
    if (line === undefined) this.add("VALUE_INVALID", path, `${path.at(-1)} must not be empty.`);
    return line ?? "";
  }

  /** A slug as someone wrote it: it stands or it is refused. */
  slug(slug: string, path: readonly string[]): string {
    if (slugify(slug) !== slug)
      this.add("VALUE_INVALID", path, `A slug has lower-case letters, digits and hyphens, like "${slugify(slug)}".`);
    return slug;
  }

  /** In its canonical form. */
  language(tag: string, path: readonly string[]): string {
    try {
      return checkLocale(tag);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      this.add("VALUE_INVALID", path, error.message);
      return tag;
    }
  }

  uri(uri: string, maxLength: number, path: readonly string[]): string {
    if (uri.length > maxLength) this.#tooLong(uri.length, maxLength, path);
    else if (!URL.canParse(uri) || cleanText(uri) !== uri)
      this.add("VALUE_INVALID", path, 'A uri has a scheme, like "urn:newsroom:42".');
    return uri;
  }

  /** Keys that must differ from each other and not be too many. */
  distinct(
    keys: readonly (number | string)[],
    list: readonly string[],
    pathOf: (index: number) => readonly string[],
  ): void {
    if (keys.length > MAX_COUNT) this.add("TOO_MANY", list, `At most ${MAX_COUNT} are taken, got ${keys.length}.`);
    const seen = new Set<number | string>();
    keys.forEach((key, index) => {
      if (seen.has(key)) this.add("DUPLICATE", pathOf(index), "This is there already.");
      seen.add(key);
    });
  }

  #tooLong(length: number, maxLength: number, path: readonly string[]): void {
    this.add("TOO_LONG", path, `${path.at(-1)} takes at most ${maxLength} characters, got ${length}.`);
  }
}
