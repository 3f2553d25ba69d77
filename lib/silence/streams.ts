import type { SightedAccount } from '../ingestion/sightings';
import { ALL_SUBSCRIPTIONS } from '../management/subscription';
import type { AccountId, Category } from '../telemetry/event';
import { hiddenTimes, silentSince } from './hiddenTimes';
import { isOfData, type Rhythms } from './rhythms';
import type { SilenceState } from './silenceState';
import type { Expectation } from './lateness';
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
  const habits = { rhythms, state, at };
  for (const [account, sighted] of accounts) {
    // Its subscriptions are judged each.
    if (account === ALL_SUBSCRIPTIONS) continue;
    // the keys of a LastSeen are categories
    const heard = Object.entries(sighted.lastSeen) as [Category, number][];
    const add = (kind: StreamKind, lastRecord: number) =>
      streams.push(new SightedStream(account, kind, lastRecord, sighted, habits));
    let ofData = 0;
    let whole = -Infinity;
    for (const [category, time] of heard) {
      if (!isOfData(category)) continue;
      ofData += 1;
      whole = Math.max(whole, time);
    }
    if (ofData > 0) add('account', whole);
    for (const [category, time] of heard) {
      // The only category of an account is the account.
      if (ofData > 1 || !isOfData(category)) add(category, time);
    }
  }
  return streams;
}

interface Habits {
  readonly rhythms: Rhythms;
  readonly state: SilenceState;
  readonly at: number;
}

/** A stream that works out what is asked of it: next to nothing is, of one that was just heard. */
class SightedStream implements Stream {
  readonly hub: string;
  readonly region: string;
  readonly retiredAt: number | null;
  readonly until: number;

  constructor(
    readonly account: AccountId,
    readonly kind: StreamKind,
    readonly lastRecord: number,
    { hub, region, retiredAt, delay }: SightedAccount,
    private readonly habits: Habits,
  ) {
    this.hub = hub;
    this.region = region;
    this.retiredAt = retiredAt;
    this.until = habits.at - (delay ?? USUAL_DELAY);
  }

  get since(): number {
    return silentSince(this.habits.state, this, this.lastRecord);
  }

  expectation(): Expectation | null {
    const { rhythms, state, at } = this.habits;
    return rhythms.expectation(this, state.unknowns, at, () => hiddenTimes(state, this));
  }
}
