const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How long tries lie apart, ms: doubling from the first to the longest. */
interface Pace {
  readonly first: number;
  readonly longest: number;
}

/** Between tries of one message. */
export const MESSAGE_PACE: Pace = { first: 30 * SECOND, longest: 30 * MINUTE };
/** Between tries of a sink that is down. */
export const SINK_PACE: Pace = { first: 20 * SECOND, longest: 5 * MINUTE };

/**
 * The wait before the next try, ms: exponential, with a jitter of half of it, and never less than
 * the receiver asks for.
 * @param failures 1 after the first
 * @param retryAfter ms, or null where the receiver says nothing
 * @param random 0 to 1
 */
export function backoff(
  { first, longest }: Pace,
  failures: number,
  retryAfter: number | null,
  random: number,
): number {
  const doubled = Math.min(longest, first * 2 ** Math.min(failures - 1, 30));
  return Math.max(Math.round(doubled * (0.5 + random / 2)), retryAfter ?? 0);
}
