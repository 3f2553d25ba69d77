/** Times as a person reads them, in UTC, as the logs have them. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2026-11-22 06:30`. */
export function clockTime(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

/** `2026-11-22 06:30:12 UTC`. */
export function exactTime(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

/** `just now`, `12 min ago`, `3 h ago`, `5 days ago`. `now` in epoch ms. */
export function ago(iso: string, now = Date.now()): string {
  const passed = now - Date.parse(iso);
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed < 2 * DAY) return `${Math.floor(passed / HOUR)} h ago`;
  return `${Math.floor(passed / DAY)} days ago`;
}

/** `2 min 5 s`, for how long something went on, in ms. */
export function duration(span: number): string {
  if (span < MINUTE) return `${Math.round(span / 1000)} s`;
  if (span < HOUR) return `${Math.round(span / MINUTE)} min`;
  if (span < 2 * DAY) return `${(span / HOUR).toFixed(1)} h`;
  return `${Math.round(span / DAY)} days`;
}
