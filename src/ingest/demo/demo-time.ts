const UNIT_MINUTES: Readonly<Record<string, number>> = { d: 1_440, h: 60, m: 1 };

/** The whole minute that lies `ago` (`1d 4h 20m`) before `now`. */
export function minuteBefore(now: Date, ago: string): string {
  let minutes = 0;
  for (const [, count, unit = ""] of ago.matchAll(/(\d+)([dhm])/g))
    minutes += Number(count) * (UNIT_MINUTES[unit] ?? 0);
  const date = new Date(now.getTime() - minutes * 60_000);
  date.setUTCSeconds(0, 0);
  return date.toISOString();
}
