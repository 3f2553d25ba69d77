import type { Sign } from '../verdict';

/** A sign at a place of a filter. */
export function sign(
  technique: Sign['technique'],
  weight: number,
  meaning: string,
  { start, end }: { start: number; end: number },
): Sign {
  return { technique, weight, meaning, start, end };
}
