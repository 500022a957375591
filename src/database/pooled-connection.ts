import { Client, type ClientConfig } from "pg";

type Release = (fault?: Error | boolean) => void;

export interface PooledConnectionConfig extends ClientConfig {
  /** What an answer takes at the most, in ms; 0: as long as it likes. Asked anew each time, as migrations take longer. */
  readonly answerTimeoutMs?: () => number;
}

/** What begins or undoes a transaction: refused, it leaves a connection that nobody would give back. */
const TURN = /^(?:begin|start transaction|rollback)\b/;
const LOOK_EVERY_MS = 250;

/**
 * A connection that its pool has back whatever becomes of it.
 *
 * - Kysely gives one back once COMMIT or ROLLBACK was answered, and one that is lost never answers. So it gives itself
 *   back when it ends, and ends when a turn is refused.
 * - One whose server has vanished, or that a router has forgotten, says nothing for many minutes. So it ends when an
 *   answer is overdue.
 */
export class PooledConnection extends Client {
  #release: Release | undefined;
  #askedAt: number | undefined;

  constructor({ answerTimeoutMs = () => 0, ...config }: PooledConnectionConfig = {}) {
    super(config);
    const query = this.query.bind(this) as (...given: readonly unknown[]) => unknown;
    this.query = ((...given: readonly unknown[]) => {
      this.#askedAt ??= performance.now();
      const answer = query(...given);
      const [text] = given;
      if (typeof text === "string" && TURN.test(text)) void (answer as Promise<unknown>).catch(() => this.#abandon());
      return answer;
    }) as typeof this.query;
    // It has answered all that it was asked.
    this.on("drain", () => (this.#askedAt = undefined));
    const looking = setInterval(() => {
      const mostMs = answerTimeoutMs();
      if (mostMs > 0 && this.#askedAt !== undefined && performance.now() - this.#askedAt > mostMs) this.#abandon();
    }, LOOK_EVERY_MS).unref();
    this.on("end", () => {
      clearInterval(looking);
      this.release(true);
    });
  }

  /** The pool sets one for each holder, which must be called once. */
  set release(release: Release) {
    this.#release = release;
  }

  /** May be called again, to no effect. */
  get release(): Release {
    const release = this.#release;
    return (fault) => {
      if (this.#release !== release) return;
      this.#release = undefined;
      release?.(fault);
    };
  }

  /** Ends it without a word to the server: whoever waits for answers is told. */
  #abandon(): void {
    this.connection.stream.destroy();
  }
}
