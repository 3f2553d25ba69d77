import type { CosmosClient } from '@azure/cosmos';
import { Profile } from '../../lib/baseline/profile/profile';
import { DocumentProfileStore } from '../../lib/baseline/profileStore';
import { GeoReader } from '../../lib/intel/geo';
import { CosmosStore } from '../../lib/storage/cosmosStore';
import type { AccountId } from '../../lib/telemetry/event';
import { demoHistory } from './history';

/** Lets the demo's accounts be known for a month: their profiles learn a simulated history. */
export async function teachHistory(
  client: CosmosClient,
  database: string,
  now: number,
): Promise<void> {
  const profiles = new Map<AccountId, Profile>();
  const geo = new GeoReader();
  for (const activity of demoHistory(now)) {
    const profile = profiles.get(activity.account) ?? new Profile(activity.account);
    profiles.set(activity.account, profile);
    profile.learn(activity, (address) => geo.lookup(address), now);
  }
  const store = new DocumentProfileStore(new CosmosStore(client.database(database)));
  for (const profile of profiles.values()) await store.save(profile);
}
