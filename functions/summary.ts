import type { InvocationContext } from '@azure/functions';
import type { CallSummary } from '../lib/metrics/callSummary';
import { factsOf, logFailure } from './failure';
import { warden } from './wiring';

/**
 * Runs a function and writes one line about it, as JSON: what `work` gives and the seconds that it
 * took, or why it failed. `event` comes first in it, since queries look for how a line begins. The
 * same figures go to the metrics, whose failure is no failure of the call.
 */
export async function summarized(
  context: InvocationContext,
  work: () => Promise<CallSummary>,
): Promise<void> {
  const started = performance.now();
  const summary = await work().catch((error: unknown) => {
    logFailure(context, error);
    throw error;
  });
  const seconds = Math.round(performance.now() - started) / 1000;
  context.log(JSON.stringify({ ...summary, seconds }));
  await measure(context, summary, seconds);
}

async function measure(
  context: InvocationContext,
  summary: CallSummary,
  seconds: number,
): Promise<void> {
  const { measurementsOf } = await import('./handlers');
  const { metrics } = await warden();
  for (const measurement of measurementsOf(summary, seconds)) metrics.record(measurement);
  const error = await metrics.flush();
  if (error !== null) context.warn(JSON.stringify({ event: 'metrics', ...factsOf(error) }));
}
