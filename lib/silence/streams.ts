import type { SightedAccount } from '../ingestion/sightings';
import type { AccountId, Category } from '../telemetry/event';
import { hiddenTimes, silentSince } from './hiddenTimes';
import { isOfData, type Rhythms } from './rhythms';
import type { SilenceState } from './silenceState';
import type { Stream, StreamKind } from './stream';

/** How late records may come where no hub tells, ms. */
const USUAL_DELAY = 15 * 60_000;

/**
 * All streams as they stand.
 * @param at event time until which records have come, but for the export delay; epoch ms
 */
export function streamsOf(
  accounts: ReadonlyMap<AccountId, SightedAccount>,
  rhythms: Rhythms,
  state: SilenceState,
  at: number,
): readonly Stream[] {
  const streams: Stream[] = [];
  for (const [account, sighted] of accounts) {
    const { hub, region, retiredAt } = sighted;
    const delay = sighted.delay ?? USUAL_DELAY;
    const add = (kind: StreamKind, lastRecord: number): void => {
      const place = { account, kind, hub, region };
      const since = silentSince(state, place, lastRecord);
      const expectation = () =>
        rhythms.expectation(place, since, state.unknowns, () => hiddenTimes(state, place));
      const until = at - delay;
      streams.push({ ...place, lastRecord, since, until, delay, retiredAt, expectation });
    };
    // the keys of a LastSeen are categories
    const heard = Object.entries(sighted.lastSeen) as [Category, number][];
    const ofData = heard.filter(([category]) => isOfData(category)).map(([, time]) => time);
    if (ofData.length > 0) add('account', Math.max(...ofData));
    for (const [category, time] of heard) {
      // The only category of an account is the account.
      if (ofData.length > 1 || !isOfData(category)) add(category, time);
    }
  }
  return streams;
}
