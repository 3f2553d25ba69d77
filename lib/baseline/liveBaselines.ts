import type { LiveActivityStore } from '../activity/liveActivityStore';
import { hourActivityOf, windowOf } from '../activity/window';
import { HOUR } from '../activity/windowPart';
import type { DocumentStore } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import type { AccountBaseline, KnownBaselines } from './baseline';
import { baselineOf } from './profile/baselineOf';
import type { PlaceOf } from './profile/facets';
import { Profile } from './profile/profile';
import { taughtBy, withheldBy } from './teaching/untaught';

/**
 * An hour is learned when it has been over for so long, ms: records come late, and an alert that adds
 * six hours up must not find the first of them learned.
 */
export const LATENESS = 6 * HOUR;

/** Profiles that learn while files are read: hour by hour, as in the app. */
export class LiveBaselines implements KnownBaselines {
  private readonly profiles = new Map<AccountId, Profile>();
  private readonly baselines = new Map<AccountId, AccountBaseline>();

  /**
   * @param alerts where the alerts are kept that forbid an hour to teach
   * @param placeOf where an address is, such as `GeoReader.lookup`
   */
  constructor(
    private readonly activity: LiveActivityStore,
    private readonly alerts: DocumentStore,
    private readonly placeOf: PlaceOf,
  ) {}

  /** Learns all hours that are over by now. */
  async prepare(_accounts: Iterable<AccountId>, now: number): Promise<void> {
    const last = now - HOUR - LATENESS;
    for (const hour of this.activity.hoursToLearn(last)) {
      for (const account of this.activity.accountsOf(hour)) await this.learn(account, hour, now);
      this.activity.learned(hour);
    }
  }

  of(account: AccountId): AccountBaseline | null {
    return this.baselines.get(account) ?? null;
  }

  /** All profiles, by account. */
  known(): readonly Profile[] {
    return [...this.profiles.values()].sort((a, b) => (a.account < b.account ? -1 : 1));
  }

  private async learn(account: AccountId, hour: number, now: number): Promise<void> {
    const profile = this.profiles.get(account) ?? new Profile(account);
    this.profiles.set(account, profile);
    const window = windowOf(account, hour, await this.activity.parts(account, hour));
    const withheld = await withheldBy(this.alerts, account, hour, hour);
    const learned = profile.learn(taughtBy(hourActivityOf(window), withheld), this.placeOf, now);
    if (learned === 'learned') {
      this.baselines.set(account, baselineOf(profile, now, this.placeOf));
    }
  }
}
