import { MINUTE } from '../calendar';

let minute = NaN;
let minuteText = '';

/** The time as Azure Monitor writes it: seven digits after the point. */
export function logTime(time: number): string {
  const now = Math.floor(time / MINUTE);
  if (now !== minute) {
    minute = now;
    minuteText = new Date(now * MINUTE).toISOString().slice(0, 17);
  }
  // Ten million ticks a second.
  const ticks = Math.floor((time - now * MINUTE) * 10_000);
  const text = String(ticks + 1_000_000_000);
  return `${minuteText}${text.slice(1, 3)}.${text.slice(3)}Z`;
}
