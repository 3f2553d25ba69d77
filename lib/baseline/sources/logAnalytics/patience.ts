import { setTimeout as sleep } from 'node:timers/promises';

/** How often and how long a request that may pass is tried. */
export interface Patience {
  /** At least 1. */
  readonly tries: number;
  /** A longer `Retry-After` is not waited for. */
  readonly longestWaitMs: number;
  wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

export const PATIENCE: Patience = {
  tries: 4,
  longestWaitMs: 60_000,
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, signal && { signal }),
};

const FIRST_WAIT_MS = 2_000;

/**
 * What to wait before the attempt (the second is 2), in ms: what the service asks, else 2, 4, 8
 * seconds and so on. Null where the tries are used up or the service asks for more than is waited.
 */
export function pauseBefore(
  attempt: number,
  retryAfterMs: number | null,
  { tries, longestWaitMs }: Patience,
): number | null {
  if (attempt > tries) return null;
  if (retryAfterMs !== null) return retryAfterMs <= longestWaitMs ? retryAfterMs : null;
  return Math.min(longestWaitMs, FIRST_WAIT_MS * 2 ** (attempt - 2));
}
