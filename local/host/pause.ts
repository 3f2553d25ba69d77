import { setTimeout as sleep } from 'node:timers/promises';

/** The longest delay that a Node.js timer takes. */
const LONGEST_MS = 2_147_483_647;

/** Waits; ends early, with `false`, when the signal aborts. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  const delay = Math.min(Math.max(milliseconds, 0), LONGEST_MS);
  return sleep(delay, true, { signal }).catch(() => false);
}

/** Waits for a promise for a bounded time; `false` if it is still open then. Never rejects. */
export async function settlesWithin(
  work: Promise<unknown>,
  milliseconds: number,
): Promise<boolean> {
  const timeout = new AbortController();
  const settled = work.then(
    () => true,
    () => true,
  );
  const expired = pause(milliseconds, timeout.signal).then((waited) => !waited);
  const inTime = await Promise.race([settled, expired]);
  timeout.abort();
  return inTime;
}
