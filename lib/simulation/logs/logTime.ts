/** The time as Azure Monitor writes it: seven digits after the point. */
export function logTime(time: number): string {
  const whole = Math.floor(time);
  const ticks = Math.floor((time - whole) * 10_000);
  return `${new Date(whole).toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}Z`;
}
