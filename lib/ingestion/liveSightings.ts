import { retiresAccount } from '../management/retirement';
import type { AccessEvent, AccountId, Category } from '../telemetry/event';
import { slotOf } from './presence';
import { presenceOf, type Presences } from './presenceDocument';
import type { SightedAccount, SightingsLog, SightingsReader } from './sightings';

interface Seen extends SightedAccount {
  readonly lastSeen: Partial<Record<Category, number>>;
  region: string;
  retiredAt: number | null;
}

/** Sightings in memory: for one process that reads files, which tell of no hub. */
export class LiveSightings implements SightingsLog, SightingsReader {
  private readonly seen = new Map<AccountId, Seen>();
  private readonly marked: Presences = new Map();
  /** Records come in runs of one account. */
  private last: Seen | null = null;
  private lastAccount: AccountId | null = null;

  note(events: readonly AccessEvent[], now: number): Promise<void> {
    for (const event of events) this.see(event, now);
    return Promise.resolve();
  }

  accounts(): Promise<ReadonlyMap<AccountId, SightedAccount>> {
    return Promise.resolve(this.seen);
  }

  presences(): Promise<Presences> {
    return Promise.resolve(this.marked);
  }

  private see(event: AccessEvent, now: number): void {
    const { account, category, region } = event;
    const seen = this.seenOf(account);
    const heard = Math.min(event.time, now);
    if (region !== '') seen.region = region;
    if (event.management !== null && retiresAccount(event)) seen.retiredAt = heard;
    const last = seen.lastSeen[category] ?? -Infinity;
    if (heard > last) seen.lastSeen[category] = heard;
    // Records come in runs: the slot of the last one is marked already.
    const slot = slotOf(heard);
    if (slot !== slotOf(last)) presenceOf(this.marked, account, category).mark(slot);
  }

  private seenOf(account: AccountId): Seen {
    if (account === this.lastAccount && this.last !== null) return this.last;
    this.last = this.seen.get(account) ?? this.begin(account);
    this.lastAccount = account;
    return this.last;
  }

  private begin(account: AccountId): Seen {
    const seen: Seen = { lastSeen: {}, hub: '', region: '', delay: null, retiredAt: null };
    this.seen.set(account, seen);
    return seen;
  }
}
