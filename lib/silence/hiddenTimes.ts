import type { Interval } from './rhythm';
import type { Outage, SilenceState } from './silenceState';
import { subscriptionOfStream } from './parts';
import type { Stream } from './stream';

type Place = Pick<Stream, 'account' | 'kind' | 'hub' | 'region'>;

/** True where an outage is about this stream as well. */
export function concerns(outage: Outage, stream: Place): boolean {
  const { hub, kind, regions, subscriptions = [], resting } = outage;
  if (hub === null) return true;
  if (hub !== stream.hub || (kind !== 'account' && kind !== stream.kind)) return false;
  if (resting?.includes(stream.account) === false) return false;
  if (regions.length === 0 && subscriptions.length === 0) return true;
  return regions.includes(stream.region) || subscriptions.includes(subscriptionOfStream(stream));
}

/** Times of which nothing can be known of a stream: outages, and silences that are over. */
export function hiddenTimes(state: SilenceState, stream: Place): readonly Interval[] {
  const outages = state.outages.filter((outage) => concerns(outage, stream));
  const silences = state.past.filter(
    ({ account, kind }) =>
      account === stream.account && (kind === 'account' || kind === stream.kind),
  );
  return [
    ...outages.map(({ since, foundAt, end }) => ({ start: since, end: end ?? foundAt })),
    ...silences.map(({ since, end }) => ({ start: since, end })),
  ];
}

/**
 * From when on a stream counts as silent: what came in an outage may be lost, and a category begins
 * anew with its account. Epoch ms.
 */
export function silentSince(state: SilenceState, stream: Place, lastRecord: number): number {
  let since = lastRecord;
  for (const outage of state.outages) {
    if (outage.end !== null && outage.end > since && concerns(outage, stream)) since = outage.end;
  }
  if (stream.kind === 'account') return since;
  for (const { account, kind, end } of state.past) {
    if (account === stream.account && kind === 'account' && end > since) since = end;
  }
  return since;
}
