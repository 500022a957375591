/** An instant as rows carry it: RFC 3339 in UTC with milliseconds, so that it is answered without making a Date. */
export type Instant = string;

const WHOLE_SECOND = "2024-11-24 06:30:00+00";

/** PostgreSQL's text of a timestamptz(3) in a UTC session, `2024-11-24 06:30:00.5+00`, as an Instant. */
export function instantFromText(text: string): Instant {
  if (text.length === WHOLE_SECOND.length) return `${text.slice(0, 10)}T${text.slice(11, 19)}.000Z`;
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, "0")}Z`;
}
