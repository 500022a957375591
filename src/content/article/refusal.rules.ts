/** SQLSTATEs that another try may get past: serialisation, deadlock, a key that someone else has just taken. */
const PASSING = new Set(["40001", "40P01", "23505"]);
/** Classes of SQLSTATE that say the values are at fault: data exception, integrity, limits of a row or index. */
const REFUSAL = /^(22|23|54)...$/;

export function isPassing(error: unknown): boolean {
  return PASSING.has(sqlStateOf(error) ?? "");
}

/** Why PostgreSQL refused the values of a statement; undefined when something else failed. */
export function refusalReason(error: unknown): string | undefined {
  const state = sqlStateOf(error);
  if (!(error instanceof Error) || state === undefined || !REFUSAL.test(state)) return undefined;
  return error.message;
}

function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}
