import { retiresAccount } from '../management/retirement';
import type { AccessEvent, AccountId, Category } from '../telemetry/event';
import { slotOf } from './presence';
import { presenceOf, type Presences } from './presenceDocument';
import type { SightedAccount, SightingsLog, SightingsReader } from './sightings';

interface Seen {
  readonly lastSeen: Partial<Record<Category, number>>;
  region: string;
  retiredAt: number | null;
}

/** Sightings in memory: for one process that reads files, which tell of no hub. */
export class LiveSightings implements SightingsLog, SightingsReader {
  private readonly seen = new Map<AccountId, Seen>();
  private readonly marked: Presences = new Map();

  note(events: readonly AccessEvent[], now: number): Promise<void> {
    for (const event of events) this.see(event, now);
    return Promise.resolve();
  }

  accounts(): Promise<ReadonlyMap<AccountId, SightedAccount>> {
    const accounts = [...this.seen].map(
      ([account, seen]) => [account, { ...seen, hub: '', delay: null }] as const,
    );
    return Promise.resolve(new Map(accounts));
  }

  presences(): Promise<Presences> {
    return Promise.resolve(this.marked);
  }

  private see(event: AccessEvent, now: number): void {
    const { account, category, region } = event;
    const seen = this.seen.get(account) ?? { lastSeen: {}, region: '', retiredAt: null };
    this.seen.set(account, seen);
    const heard = Math.min(event.time, now);
    if (region !== '') seen.region = region;
    if (event.management !== null && retiresAccount(event)) seen.retiredAt = heard;
    seen.lastSeen[category] = Math.max(seen.lastSeen[category] ?? -Infinity, heard);
    presenceOf(this.marked, account, category).mark(slotOf(heard));
  }
}
