import { describe, expect, test } from '@jest/globals';
import { retryDelay, runWithRetry } from '../../../local/host/retry';
import type { RetryContext, RetryOptions } from '../../../local/host/rpc';

const at = (maxRetryCount: number, seconds = 0): RetryOptions => ({
  retryStrategy: 'fixedDelay',
  delayInterval: { seconds },
  maxRetryCount,
});

/** Fails `failures` times; keeps the contexts of its tries. */
function failing(failures: number) {
  const contexts: (RetryContext | undefined)[] = [];
  const attempt = (context: RetryContext | undefined) => {
    contexts.push(context);
    return contexts.length > failures
      ? Promise.resolve()
      : Promise.reject(new Error(`failure ${contexts.length}`));
  };
  return { contexts, attempt };
}

const running = new AbortController().signal;

describe('runWithRetry', () => {
  test('tries once without a policy', async () => {
    const { contexts, attempt } = failing(1);
    const outcome = await runWithRetry(undefined, attempt, running);
    expect(outcome).toMatchObject({ kind: 'failed', error: new Error('failure 1') });
    expect(contexts).toEqual([undefined]);
  });

  test('tells each try how many went before and why the last one failed', async () => {
    const { contexts, attempt } = failing(2);
    expect(await runWithRetry(at(5), attempt, running)).toEqual({ kind: 'succeeded' });
    expect(contexts).toMatchObject([
      { retryCount: 0, maxRetryCount: 5 },
      { retryCount: 1, maxRetryCount: 5, exception: { message: 'failure 1' } },
      { retryCount: 2, maxRetryCount: 5, exception: { message: 'failure 2' } },
    ]);
    expect(contexts[0]).not.toHaveProperty('exception');
  });

  test('gives up after the last retry', async () => {
    const { contexts, attempt } = failing(10);
    expect(await runWithRetry(at(2), attempt, running)).toMatchObject({ kind: 'failed' });
    expect(contexts).toHaveLength(3);
  });

  test('-1 goes on without end', async () => {
    const { contexts, attempt } = failing(50);
    expect(await runWithRetry(at(-1), attempt, running)).toEqual({ kind: 'succeeded' });
    expect(contexts).toHaveLength(51);
  });

  test('stops in the middle of a wait', async () => {
    const stop = new AbortController();
    const { contexts, attempt } = failing(10);
    const run = runWithRetry(at(-1, 3600), attempt, stop.signal);
    setTimeout(() => stop.abort(), 10);
    expect(await run).toEqual({ kind: 'stopped' });
    expect(contexts).toHaveLength(1);
  });

  test('stops when it may not go on', async () => {
    const { attempt } = failing(10);
    const outcome = await runWithRetry(at(-1), attempt, running, () => Promise.resolve(false));
    expect(outcome).toEqual({ kind: 'stopped' });
  });
});

describe('retryDelay', () => {
  test('is fixed for fixedDelay', () => {
    expect([1, 2, 9].map((retry) => retryDelay(at(-1, 7), retry, 0.5))).toEqual([7000, 7000, 7000]);
  });

  test('doubles within its bounds for exponentialBackoff', () => {
    const policy: RetryOptions = {
      retryStrategy: 'exponentialBackoff',
      minimumInterval: { seconds: 1 },
      maximumInterval: { seconds: 60 },
    };
    const delays = [1, 2, 3, 4, 20].map((retry) => retryDelay(policy, retry, 0.5));
    expect(delays).toEqual([1000, 2000, 4000, 8000, 60_000]);
    expect(retryDelay(policy, 3, 0)).toBe(3200);
    expect(retryDelay(policy, 3, 1)).toBeCloseTo(4800);
  });
});
