import type { Database } from "./database.ts";
import { aheadAfter } from "./database-clock.rules.ts";

/** After its clock was put forward or back, and after a fail-over, the database's time is known again within so long. */
const ASK_EVERY_MS = 1_000;
/** The first answer is late: its connection had to be opened. */
const QUESTIONS_AT_START = 3;

/** When the database was last written, as SQL: writes wait for each other, and each takes its time when it is its turn. */
export const LAST_WRITE = "(select written_at from changes order by id desc limit 1)";

const QUESTION = `select extract(epoch from clock_timestamp()) * 1000, extract(epoch from ${LAST_WRITE}) * 1000`;

export interface DatabaseClock {
  /**
   * The database's time: that of its clock, but never before its last write, even if its clock was put back. Asked of
   * nobody: what this process knows is never behind the database, and ahead by the round trip of a question at the most.
   */
  now(): Date;
  close(): void;
}

/** Knows the database's time by asking now and then, whatever this machine's own clock says. */
export async function openDatabaseClock(database: Pick<Database, "reader">): Promise<DatabaseClock> {
  let known: { ahead: number; since: number } | undefined;
  let lastWrite = 0;
  let isAsking = false;
  const ask = async () => {
    const askedAt = performance.now();
    const [[clock, written] = []] = await database.reader().run(QUESTION, []);
    const sample = { askedAt, answeredAt: performance.now(), databaseTime: Number(clock) };
    known = { ahead: aheadAfter(sample, known), since: askedAt };
    lastWrite = Number(written ?? 0);
  };
  for (let question = 0; question < QUESTIONS_AT_START; question++) await ask();
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    // While it is away nobody reads; what is known goes on meanwhile.
    void ask()
      .catch(() => {})
      .finally(() => (isAsking = false));
  }, ASK_EVERY_MS).unref();
  return {
    now: () => new Date(Math.max(Math.ceil(performance.now() + (known?.ahead ?? 0)), lastWrite)),
    close: () => clearInterval(timer),
  };
}
