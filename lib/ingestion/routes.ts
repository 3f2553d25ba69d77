import type { AccountId } from '../telemetry/event';
import { entries, lastHeard, latest, type HeardDocument, type LastSeen } from './sightingsDocument';

/** What one hub tells of an account. */
export interface Route {
  /** `namespace/hub`. */
  readonly hub: string;
  readonly lastSeen: LastSeen;
  /** Regions that served its requests, with the time each was heard of, epoch ms. */
  readonly regions: ReadonlyMap<string, number>;
}

/** By account, the hubs that its records come through. */
export function routesIn(
  documents: readonly HeardDocument[],
): ReadonlyMap<AccountId, readonly Route[]> {
  const routes = new Map<AccountId, Map<string, Route>>();
  for (const { source, accounts, notes = {} } of documents) {
    const hub = source.slice(0, source.lastIndexOf('/'));
    for (const [account, lastSeen] of entries(accounts)) {
      const hubs = routes.get(account) ?? new Map<string, Route>();
      routes.set(account, hubs);
      const known = hubs.get(hub);
      const regions = new Map(known?.regions);
      const region = notes[account]?.region ?? '';
      const heard = lastHeard(lastSeen);
      if (region !== '') regions.set(region, Math.max(regions.get(region) ?? 0, heard));
      hubs.set(hub, { hub, lastSeen: latest(known?.lastSeen, lastSeen), regions });
    }
  }
  return new Map([...routes].map(([account, hubs]) => [account, [...hubs.values()]]));
}
