import { readStanding } from '../baseline/learning/standing';
import type { ProfileStore } from '../baseline/profileStore';
import type { Route } from '../ingestion/routes';
import type { Sightings } from '../ingestion/sightings';
import type { DocumentStore } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import type { AccountFacts, AppFacts } from './accountFacts';
import { subscriptionOf } from './commands';
import { currentObservations } from '../baseline/observations/currentObservations';
import { sumOf } from '../baseline/observations/observedDay';

/** Accounts that are read at a time. */
const AT_ONCE = 8;
/** A hub's region is told by so many accounts at least, and by this share of them. */
const ENOUGH_ACCOUNTS = 4;
const NEARLY_ALL = 0.75;

/** What reading the facts needs of the app. */
export interface FactPorts {
  readonly store: DocumentStore;
  readonly profiles: Pick<ProfileStore, 'load'>;
  readonly sightings: Pick<Sightings, 'routes'>;
  appFacts(): Promise<AppFacts>;
  readonly clock: { now(): number };
}

/** The accounts that are heard of, in the order of their ids, and how to read what is known of them. */
export class KnownAccounts {
  readonly ids: readonly AccountId[];

  private constructor(
    private readonly ports: FactPorts,
    private readonly routes: ReadonlyMap<AccountId, readonly Route[]>,
    private readonly app: AppFacts,
  ) {
    // A subscription is heard of too, and is no account.
    this.ids = [...routes.keys()].filter((id) => !/^\/subscriptions(\/[^/]+)?$/.test(id)).sort();
  }

  /** @throws StorageError */
  static async read(ports: FactPorts): Promise<KnownAccounts> {
    return new KnownAccounts(ports, await ports.sightings.routes(), await ports.appFacts());
  }

  /** What is known of these accounts, in their order. @throws StorageError */
  async facts(accounts: readonly AccountId[]): Promise<readonly AccountFacts[]> {
    const facts: AccountFacts[] = [];
    for (let at = 0; at < accounts.length; at += AT_ONCE) {
      const some = accounts.slice(at, at + AT_ONCE);
      facts.push(...(await Promise.all(some.map((account) => this.factsOf(account)))));
    }
    return facts;
  }

  private async factsOf(accountId: AccountId): Promise<AccountFacts> {
    const { ports, app } = this;
    const now = ports.clock.now();
    const [observations, learning] = await Promise.all([
      currentObservations(ports.store, accountId, now),
      readStanding(ports.store, ports.profiles, accountId),
    ]);
    const days = observations.window(now);
    const routes = this.routes.get(accountId) ?? [];
    return {
      accountId,
      now,
      app,
      routes,
      activityLogSeen: this.activityLogSeen(accountId),
      hubRegion: this.hubRegion(accountId, routes),
      learning,
      observations,
      days,
      sum: sumOf(days),
    };
  }

  private activityLogSeen(accountId: AccountId): number | null {
    const subscription = subscriptionOf(accountId);
    let last: number | null = null;
    for (const [account, routes] of this.routes) {
      if (subscription === '' || !`${account}/`.startsWith(`${subscription}/`)) continue;
      for (const { lastSeen } of routes) {
        const time = lastSeen.ActivityLog ?? null;
        if (time !== null) last = Math.max(last ?? 0, time);
      }
    }
    return last;
  }

  /** Hubs do not tell their region: the other accounts, whose settings had to be in it, do. */
  private hubRegion(accountId: AccountId, own: readonly Route[]): string | null {
    const hubs = new Set(own.filter(({ regions }) => regions.size > 0).map(({ hub }) => hub));
    const votes = new Map<string, number>();
    let voters = 0;
    for (const [account, routes] of this.routes) {
      if (account === accountId) continue;
      const regions = routes.flatMap((route) =>
        hubs.has(route.hub) ? [...route.regions.keys()] : [],
      );
      if (regions.length === 0) continue;
      voters += 1;
      for (const region of new Set(regions)) votes.set(region, (votes.get(region) ?? 0) + 1);
    }
    if (voters < ENOUGH_ACCOUNTS) return null;
    const [most] = [...votes].sort(([, a], [, b]) => b - a);
    return most !== undefined && most[1] >= voters * NEARLY_ALL ? most[0] : null;
  }
}
