import type { RegisteredFunction } from './functionApp';
import type { Invoker, TriggerInput } from './invoker';
import { messageOf, stackOf } from './log';
import { pause } from './pause';
import type { RetryContext, RetryOptions } from './rpc';

/** How a run with retries ended. `stopped`: while tries were left, because the host must let go. */
export type RetryOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'stopped' };

/**
 * Runs a function under its retry policy. As in Azure, a function with a policy sees a retry
 * context from the first try on, and one without is tried once.
 *
 * @param attempt one try; throws when it failed
 * @param signal ends the waiting between tries
 * @param mayGoOn asked before each further try
 */
export async function runWithRetry(
  policy: RetryOptions | undefined,
  attempt: (context: RetryContext | undefined) => Promise<unknown>,
  signal: AbortSignal,
  mayGoOn: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<RetryOutcome> {
  const maxRetryCount = policy?.maxRetryCount ?? 0;
  let exception: RetryContext['exception'];
  for (let retryCount = 0; ; retryCount++) {
    try {
      await attempt(policy && { retryCount, maxRetryCount, ...(exception && { exception }) });
      return { kind: 'succeeded' };
    } catch (error) {
      const isLast = maxRetryCount !== -1 && retryCount >= maxRetryCount;
      if (!policy || isLast) return { kind: 'failed', error };
      const stackTrace = stackOf(error);
      exception = { message: messageOf(error), ...(stackTrace !== undefined && { stackTrace }) };
    }
    const waited = await pause(retryDelay(policy, retryCount + 1, Math.random()), signal);
    if (!waited || !(await mayGoOn())) return { kind: 'stopped' };
  }
}

/** Runs a registered function under its own retry policy; each try sees its retry context. */
export function invokeWithRetry(
  invoker: Invoker,
  registered: RegisteredFunction,
  input: TriggerInput,
  signal: AbortSignal,
  mayGoOn?: () => Promise<boolean>,
): Promise<RetryOutcome> {
  return runWithRetry(
    registered.metadata.retryOptions,
    (retryContext) =>
      invoker.invoke(registered, { ...input, ...(retryContext && { retryContext }) }),
    signal,
    mayGoOn,
  );
}

/**
 * The time in ms before a retry: fixed, or doubling from the minimum with 20 % of spread, never
 * above the maximum.
 *
 * @param retryCount 1 for the first retry
 * @param random 0 to 1
 */
export function retryDelay(policy: RetryOptions, retryCount: number, random: number): number {
  if (policy.retryStrategy === 'fixedDelay') return (policy.delayInterval?.seconds ?? 0) * 1000;
  const shortest = (policy.minimumInterval?.seconds ?? 0) * 1000;
  const longest = (policy.maximumInterval?.seconds ?? 0) * 1000;
  const spread = 0.8 + 0.4 * random;
  const doubled = shortest * 2 ** (retryCount - 1) * (retryCount === 1 ? 1 : spread);
  return Math.min(Math.max(doubled, shortest), Math.max(longest, shortest));
}
